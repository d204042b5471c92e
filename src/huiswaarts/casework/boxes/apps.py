from django.apps import AppConfig


class BoxesConfig(AppConfig):
    name = "huiswaarts.casework.boxes"
    label = "boxes"
