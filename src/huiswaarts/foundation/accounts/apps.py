from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huiswaarts.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from huiswaarts.foundation.accounts import jobs  # noqa: PLC0415  after the models
        from huiswaarts.foundation.events import outbox  # noqa: PLC0415

        outbox.deliver_with(jobs.deliver)
