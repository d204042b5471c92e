"""Nobody invites the own address: see ../sql/own_address.sql."""

import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
ADD = re.compile(r"drop policy add on network_offer;.*?;", re.DOTALL)


def back() -> str:
    return "".join(
        ADD.findall((SQL / "prepared.sql").read_text(encoding="utf-8"))
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0044_hearers")]

    operations = [
        migrations.RunSQL((SQL / "own_address.sql").read_text(encoding="utf-8"), back()),
    ]
