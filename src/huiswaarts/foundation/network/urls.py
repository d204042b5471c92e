from django.urls import path

from huiswaarts.foundation.network import views

urlpatterns = [
    path("kies-organisatie/", views.choose_organisation, name="choose_organisation"),
]
