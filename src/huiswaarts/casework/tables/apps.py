from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "huiswaarts.casework.tables"
    label = "tables"
