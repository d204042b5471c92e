from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "huiswaarts.foundation.events"
    label = "events"
