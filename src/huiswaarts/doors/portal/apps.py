from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "huiswaarts.doors.portal"
    label = "portal"
