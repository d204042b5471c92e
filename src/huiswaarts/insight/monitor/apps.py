from django.apps import AppConfig


class MonitorConfig(AppConfig):
    name = "huiswaarts.insight.monitor"
    label = "monitor"
