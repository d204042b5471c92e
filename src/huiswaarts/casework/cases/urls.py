from django.urls import path

from huiswaarts.casework.cases import (
    views,
    views_documents,
    views_people,
    views_promises,
    views_questions,
    views_register,
    views_steps,
)

app_name = "cases"
urlpatterns = [
    path("nieuw/", views_register.register, name="register"),
    path("stoelen/<str:seat_id>/", views_people.seat_fill, name="seat_fill"),
    path("stoelen/<str:seat_id>/beeindigen/", views_questions.end_as_admin, name="end_as_admin"),
    path("<str:number>/team/", views.team, name="team"),
    path("<str:number>/team/vraag/<slug:kind>/", views.request_seat, name="request_seat"),
    path("<str:number>/team/voorstel/<slug:kind>/", views.propose, name="propose"),
    path("<str:number>/team/erbij/", views_people.add_person, name="add_person"),
    path("<str:number>/team/<str:seat_id>/toelaten/", views.admit, name="admit"),
    path("<str:number>/team/<str:seat_id>/afwijzen/", views.decline, name="decline"),
    path("<str:number>/team/<str:seat_id>/beeindigen/", views.end_seat, name="end_seat"),
    path("<str:number>/team/<str:seat_id>/coordinatie/", views.hand_over, name="hand_over"),
    path("<str:number>/team/<str:seat_id>/vraag/", views_questions.ask, name="ask_coordination"),
    path("<str:number>/team/<str:seat_id>/antwoord/", views_questions.answer, name="answer_seat"),
    path("<str:number>/team/<str:seat_id>/terug/", views_questions.take_back, name="take_back"),
    path("<str:number>/uitnodiging/", views_people.invite_client, name="invite_client"),
    path("<str:number>/uitnodiging/<str:seat_id>/", views_people.invite, name="invite"),
    path(
        "<str:number>/uitnodiging/<str:seat_id>/intrekken/",
        views_people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<str:number>/afspraken/", views_promises.promises, name="promises"),
    path("<str:number>/afspraken/nieuw/", views_promises.make_promise, name="make_promise"),
    path(
        "<str:number>/afspraken/<str:promise_id>/",
        views_promises.change_promise,
        name="change_promise",
    ),
    path(
        "<str:number>/afspraken/<str:promise_id>/gedaan/",
        views_promises.settle_promise,
        name="settle_promise",
    ),
    path(
        "<str:number>/afspraken/<str:promise_id>/vervalt/",
        views_promises.withdraw_promise,
        name="withdraw_promise",
    ),
    path("<str:number>/documenten/<str:document_id>/", views_documents.document, name="document"),
    path(
        "<str:number>/documenten/<str:document_id>/terugtrekken/",
        views_documents.withdraw_document,
        name="withdraw_document",
    ),
    path(
        "<str:number>/documenten/<str:document_id>/terugzetten/",
        views_documents.restore_document,
        name="restore_document",
    ),
    path("<str:number>/volgende-stap/", views_steps.next_step, name="next_step"),
    path("<str:number>/verhuismaand/", views_steps.target_month, name="target_month"),
]
