"""Who writes which column of a case, and how coordination passes: see ../sql/coordinator.sql."""

import re
from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
ANSWER = re.compile(r"create or replace function app_answer_seat.*?end \$\$;", re.DOTALL)


def back() -> str:
    """The answer as it was, and no rule per column."""
    before = ANSWER.findall((SQL / "second_person.sql").read_text(encoding="utf-8"))
    return f"""
drop trigger in_whose_hands on cases_case;
drop trigger coordinator_passes on cases_case;
drop function case_in_whose_hands();
drop function coordinator_passes();
{before[0]}
drop function app_can_coordinate(bigint, bigint);
drop function app_hand(bigint);
grant update on cases_case to hw_app;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0038_prepared")]

    operations = [
        migrations.RunSQL((SQL / "coordinator.sql").read_text(encoding="utf-8"), back()),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]
