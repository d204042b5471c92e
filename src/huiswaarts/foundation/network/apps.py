from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "huiswaarts.foundation.network"
    label = "network"
