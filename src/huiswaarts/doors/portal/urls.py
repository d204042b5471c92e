"""Mijn Thuis: the pages of a client or relative. One task a page."""

from django.urls import path

from huiswaarts.doors.portal import (
    views_boxes,
    views_data,
    views_documents,
    views_inbox,
    views_meetings,
    views_people,
    views_plan,
    views_promises,
    views_question,
    views_team,
)

app_name = "portal"
CASE = "<str:number>/"
urlpatterns = [
    path("", views_plan.home, name="home"),
    path("taal/<slug:code>/", views_plan.language, name="language"),
    path("hulp/", views_plan.help_page, name="help"),
    path("berichten/", views_inbox.inbox, name="inbox"),
    path("berichten/gelezen/", views_inbox.all_read, name="all_read"),
    path("berichten/<str:message_id>/", views_inbox.open_message, name="open_message"),
    path(CASE, views_plan.plan, name="plan"),
    path(f"{CASE}dozen/", views_boxes.boxes, name="boxes"),
    path(f"{CASE}dozen/op-papier/", views_boxes.on_paper, name="on_paper"),
    path(f"{CASE}dozen/<slug:code>/", views_boxes.box, name="box"),
    path(f"{CASE}dozen/<slug:code>/klopt/", views_boxes.confirm, name="confirm"),
    path(f"{CASE}dozen/<slug:code>/klopt-niet/", views_boxes.disagree, name="disagree"),
    path(f"{CASE}dozen/<slug:code>/toch-nodig/", views_boxes.want, name="want"),
    path(f"{CASE}dozen/<slug:code>/<int:n>/", views_question.question, name="question"),
    path(f"{CASE}dozen/<slug:code>/<int:n>/eerder/", views_question.earlier, name="earlier"),
    path(f"{CASE}dozen/<slug:code>/document/", views_documents.put_box, name="put_box_document"),
    path(
        f"{CASE}overleg/<str:meeting_id>/document/",
        views_documents.put_meeting,
        name="put_meeting_document",
    ),
    path(f"{CASE}documenten/<str:document_id>/", views_documents.document, name="document"),
    path(
        f"{CASE}documenten/<str:document_id>/terugtrekken/",
        views_documents.withdraw,
        name="withdraw_document",
    ),
    path(
        f"{CASE}documenten/<str:document_id>/terugzetten/",
        views_documents.restore,
        name="restore_document",
    ),
    path(f"{CASE}afspraken/", views_promises.promises, name="promises"),
    path(f"{CASE}afspraken/<str:promise_id>/", views_promises.settle, name="promise_done"),
    path(f"{CASE}overleg/", views_meetings.meetings, name="meetings"),
    path(f"{CASE}overleg/prikken/", views_meetings.days, name="days"),
    path(f"{CASE}overleg/<str:meeting_id>/", views_meetings.meeting, name="meeting"),
    path(
        f"{CASE}overleg/<str:meeting_id>/overleg.ics",
        views_meetings.calendar_file,
        name="calendar_file",
    ),
    path(f"{CASE}overleg/<str:meeting_id>/punt/", views_meetings.point, name="meeting_point"),
    path(
        f"{CASE}overleg/<str:meeting_id>/erbij/<str:seat_id>/",
        views_meetings.who_comes,
        name="who_comes",
    ),
    path(f"{CASE}overleg/<str:meeting_id>/kijk/", views_meetings.view, name="meeting_view"),
    path(f"{CASE}overleg/<str:meeting_id>/goed/", views_meetings.agree, name="meeting_agree"),
    path(f"{CASE}team/", views_team.team, name="team"),
    path(f"{CASE}team/erbij/", views_people.add, name="add_person"),
    path(f"{CASE}team/<str:seat_id>/uitnodigen/", views_people.invite, name="invite"),
    path(
        f"{CASE}team/<str:seat_id>/uitnodiging-intrekken/",
        views_people.withdraw,
        name="withdraw_invitation",
    ),
    path(f"{CASE}team/<str:seat_id>/antwoord/", views_people.answer, name="answer_seat"),
    path(f"{CASE}team/<str:seat_id>/weg/", views_people.end, name="end_seat"),
    path(f"{CASE}team/<str:seat_id>/", views_team.party, name="party"),
    path(f"{CASE}team/<str:seat_id>/stop/", views_team.stop, name="stop"),
    path(f"{CASE}team/<str:seat_id>/zegt/", views_team.say, name="say"),
    path(f"{CASE}team/<str:seat_id>/<slug:code>/", views_team.switch, name="switch"),
    path(f"{CASE}gegevens/", views_data.data, name="data"),
    path(f"{CASE}gegevens/vast/", views_data.recorded, name="recorded"),
    path(f"{CASE}gegevens/gekeken/", views_data.looked, name="looked"),
    path(f"{CASE}gegevens/meenemen/", views_data.take_along, name="take_along"),
]
