from django.apps import AppConfig


class BottlenecksConfig(AppConfig):
    name = "huiswaarts.institutions.bottlenecks"
    label = "bottlenecks"
