from django.urls import path

from huiswaarts.casework.tables import views, views_between, views_chair

app_name = "tables"
ONE = "tafels/<str:table_id>/"
urlpatterns = [
    path("tafels/", views.tables, name="list"),
    path("tafels/nieuw/", views.make, name="make"),
    path("tafels/vraag/<str:item_id>/", views_between.item, name="item"),
    path("tafels/doorgegeven/<str:handoff_id>/", views_between.answer, name="answer"),
    path(ONE, views.table, name="table"),
    path(f"{ONE}stoel/", views.seat, name="seat"),
    path(f"{ONE}stoel/<str:seat_id>/weg/", views.end_seat, name="end_seat"),
    path(f"{ONE}voorzitter/", views_chair.chair, name="chair"),
    path(f"{ONE}stoppen/", views_chair.stop, name="stop"),
    path(f"{ONE}overleg/", views.plan, name="plan"),
    path(f"{ONE}overleg/<str:meeting_id>/weg/", views.cancel, name="cancel"),
    path(f"{ONE}doorgeven/", views_between.hand_off, name="hand_off"),
    path("casussen/<str:number>/casustafel/", views_between.bring, name="bring"),
]
