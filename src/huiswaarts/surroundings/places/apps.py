from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "huiswaarts.surroundings.places"
    label = "places"
