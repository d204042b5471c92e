"""The lock of a table: after that of a case, before its seats, items and hand-offs."""

from django.db import connection

from huiswaarts.casework.tables.models import Table


def lock_table(*tables: Table) -> None:
    """Held until the transaction ends; who chairs it and whether it stopped is read again."""
    for table in sorted(tables, key=lambda one: one.pk):
        with connection.cursor() as cursor:
            cursor.execute("select app_lock_table(%s)", [table.pk])
        table.refresh_from_db(fields=["chair", "chair_by_user_id", "closed_at"])
