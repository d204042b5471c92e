from django.urls import path

from huiswaarts.foundation.common import views

urlpatterns = [
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("gezond/", views.health, name="health"),
]
