from django.urls import path

from huiswaarts.casework.journey import views

app_name = "journey"
urlpatterns = [
    path("<str:number>/fase/", views.phase, name="phase"),
    path("<str:number>/fase/naar/<slug:to>/", views.move, name="move"),
    path("<str:number>/fase/toestand/<slug:to>/", views.status, name="status"),
    path("<str:number>/fase/besluit/<slug:gate>/", views.override, name="override"),
]
