from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "huiswaarts.casework.cases"
    label = "cases"
