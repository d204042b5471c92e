from django.urls import path

from huiswaarts.casework.cases import views, views_people, views_register, views_steps

app_name = "cases"
urlpatterns = [
    path("nieuw/", views_register.register, name="register"),
    path("stoelen/<str:seat_id>/", views_people.seat_fill, name="seat_fill"),
    path("<str:number>/team/", views.team, name="team"),
    path("<str:number>/team/vraag/<slug:kind>/", views.request_seat, name="request_seat"),
    path("<str:number>/team/voorstel/<slug:kind>/", views.propose, name="propose"),
    path("<str:number>/team/erbij/", views_people.add_person, name="add_person"),
    path("<str:number>/team/<str:seat_id>/toelaten/", views.admit, name="admit"),
    path("<str:number>/team/<str:seat_id>/afwijzen/", views.decline, name="decline"),
    path("<str:number>/team/<str:seat_id>/beeindigen/", views.end_seat, name="end_seat"),
    path("<str:number>/team/<str:seat_id>/coordinatie/", views.hand_over, name="hand_over"),
    path("<str:number>/uitnodiging/", views_people.invite_client, name="invite_client"),
    path("<str:number>/uitnodiging/<str:seat_id>/", views_people.invite, name="invite"),
    path("<str:number>/volgende-stap/", views_steps.next_step, name="next_step"),
    path("<str:number>/verhuismaand/", views_steps.target_month, name="target_month"),
]
