from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "huiswaarts.doors.desk"
    label = "desk"
