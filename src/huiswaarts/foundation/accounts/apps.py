from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huiswaarts.foundation.accounts"
    label = "accounts"
