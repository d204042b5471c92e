from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "huiswaarts.casework.meetings"
    label = "meetings"
