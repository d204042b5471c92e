from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "huiswaarts.casework.journey"
    label = "journey"
