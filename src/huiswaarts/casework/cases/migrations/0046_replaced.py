"""What replaced an invitation is told: see ../sql/replaced.sql."""

import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
EDIT = re.compile(r"drop policy edit on network_offer;.*?;", re.DOTALL)
WIPE = re.compile(r"create or replace function app_wipe_offers.*?end \$\$;", re.DOTALL)


def back() -> str:
    edit = EDIT.findall((SQL / "memberships.sql").read_text(encoding="utf-8"))
    wipe = WIPE.findall((SQL / "offers_end.sql").read_text(encoding="utf-8"))
    return "update network_offer set state = 'withdrawn' where state = 'replaced';" + "".join(
        [*edit, *wipe]
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0045_own_address"), ("network", "0007_offer_replaced")]

    operations = [
        migrations.RunSQL((SQL / "replaced.sql").read_text(encoding="utf-8"), back()),
    ]
