"""What an invitation says to whoever holds its code, and their no: see ../sql/offer_told.sql."""

import re
from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
OFFER_OF = re.compile(r"function app_offer_of.*?\) \$\$;", re.DOTALL)


def back() -> str:
    """Only whose it is, as it was."""
    before = OFFER_OF.findall((SQL / "second_step.sql").read_text(encoding="utf-8"))
    return f"""
drop function app_paper_of(text, timestamptz);
drop function app_decline_offer(text, timestamptz);
drop function app_offer_of(text, timestamptz);
create {before[0]}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0042_own_counts"),
        ("accounts", "0013_declined_invitation"),
    ]

    operations = [
        migrations.RunSQL((SQL / "offer_told.sql").read_text(encoding="utf-8"), back()),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]
