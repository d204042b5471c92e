from django.apps import AppConfig

# registered before the first model is made: a generated field copies the lookups of its kind
from huiswaarts.foundation.common import lookups  # noqa: F401


class CommonConfig(AppConfig):
    name = "huiswaarts.foundation.common"
    label = "common"
