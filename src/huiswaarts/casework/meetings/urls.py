from django.urls import path

from huiswaarts.casework.meetings import (
    views,
    views_deeds,
    views_documents,
    views_guests,
    views_polls,
)

app_name = "meetings"
ONE = "<str:meeting_id>/"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("nieuw/", views.plan, name="plan"),
    path("prikken/", views_polls.ask, name="ask_days"),
    path("prikken/<str:poll_id>/", views_polls.poll, name="poll"),
    path("prikken/<str:poll_id>/stop/", views_polls.drop, name="drop_poll"),
    path("prikken/<str:poll_id>/<str:day_id>/", views_polls.choose, name="choose_day"),
    path("te-gast/", views_guests.as_guest, name="as_guest"),
    path(f"{ONE}overleg.ics", views.calendar_file, name="calendar_file"),
    path(f"{ONE}verzetten/", views.move, name="move"),
    path(f"{ONE}afzeggen/", views.cancel, name="cancel"),
    path(f"{ONE}punt/", views_deeds.point, name="point"),
    path(f"{ONE}knelpunt/", views_deeds.bottleneck, name="bottleneck"),
    path(f"{ONE}punt/<str:item_id>/", views_deeds.discuss, name="discuss"),
    path(f"{ONE}punt/<str:item_id>/gast/", views_guests.guest, name="guest"),
    path(f"{ONE}punt/<str:item_id>/gast/weg/", views_guests.stop_guest, name="stop_guest"),
    path(f"{ONE}erbij/", views_deeds.presence, name="presence"),
    path(f"{ONE}verslag/", views_deeds.draft, name="draft"),
    path(f"{ONE}afspraak/", views_deeds.promise, name="promise"),
    path(f"{ONE}document/", views_documents.put, name="put_document"),
    path(f"{ONE}afsluiten/", views_deeds.close, name="close"),
]
