"""Invitations to an address: the link in the mail, and what waits for an answer."""

from django.urls import path

from huiswaarts.casework.cases import views_offers

urlpatterns = [
    path("uitgenodigd/", views_offers.welcome, name="offer_welcome"),
    path("uitgenodigd/<str:code>/", views_offers.link, name="offer_link"),
    path("uitnodigingen/", views_offers.offers, name="offers"),
    path("uitnodigingen/<str:offer_id>/", views_offers.answer, name="answer_offer"),
]
