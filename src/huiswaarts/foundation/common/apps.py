from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "huiswaarts.foundation.common"
    label = "common"
