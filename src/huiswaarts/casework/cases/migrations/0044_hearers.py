"""Everybody who was asked about a seat hears the outcome: see ../sql/hearers.sql."""

import re
from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
HEADS = re.compile(r"create function app_table_heads.*?end \$\$;", re.DOTALL)

GONE = """
drop function app_around_seat(bigint);
drop function app_open_questions(bigint);
drop function app_own_seat_now(text, text);
"""


def back() -> str:
    found = HEADS.search((SQL / "questions.sql").read_text(encoding="utf-8"))
    assert found is not None  # noqa: S101  landed, and frozen
    return f"{GONE}\n{found.group()}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0043_offer_told")]

    operations = [
        migrations.RunSQL((SQL / "hearers.sql").read_text(encoding="utf-8"), back()),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]
