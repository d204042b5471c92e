from django.urls import path

from huiswaarts.institutions.bottlenecks import views

app_name = "bottlenecks"
urlpatterns = [
    path("knelpunten/", views.register, name="register"),
    path("knelpunten/nieuw/", views.note, name="note"),
    path("knelpunten/<str:bottleneck_id>/", views.bottleneck, name="bottleneck"),
    path("knelpunten/<str:bottleneck_id>/herken/", views.recognise, name="recognise"),
]
