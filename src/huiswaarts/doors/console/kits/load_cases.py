"""The cases themselves, with a placeholder for each client until they say yes."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.console.kits.bulk import temporary
from huiswaarts.doors.console.kits.format import FINAL_STATUSES, PHASES
from huiswaarts.doors.console.kits.load_network import placeholder
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.network.models import Membership, Municipality

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading

_BATCH = 2_000
_REVIEW_DAYS = 42
_LATE = "Overgenomen uit de kit; de reden staat daar niet in."
# Compared with what is there: what a kit says and a case does not change by living on.
_FACTS = ("client_name", "setting", "trajectory", "household", "registered_on")


def load(loading: "Loading") -> None:
    temporary("kit_new_case", "(case_id bigint primary key, client_id bigint, email text)")
    towns = dict(Municipality.objects.filter(region=loading.region).values_list("code", "pk"))
    workers = dict(
        Membership.objects.filter(region=loading.region)
        .exclude(external_key="")
        .values_list("external_key", "pk")
    )
    known = {
        one["external_key"]: one
        for one in Case.objects.filter(region=loading.region)
        .exclude(external_key="")
        .values("external_key", *_FACTS)
    }
    batch: list[Case] = []
    emails: dict[str, str] = {}
    for row in loading.rows("cases"):
        if row["case"] in known:
            _compare(row, known[row["case"]], loading)
            continue
        batch.append(_case(row, (towns, workers), loading))
        emails[row["case"]] = normal.email(row["client_email"])
        if len(batch) == _BATCH:
            _store(batch, emails, loading)
    _store(batch, emails, loading)


def _compare(row: dict[str, str], known: dict[str, object], loading: "Loading") -> None:
    other = [name for name in _FACTS if str(known[name]) != row[name]]
    if other:
        loading.report.differs("cases", row["case"], ", ".join(other))


def _case(
    row: dict[str, str], keys: tuple[dict[str, int], dict[str, int]], loading: "Loading"
) -> Case:
    towns, workers = keys
    status = row["status"] or "active"
    target = date.fromisoformat(f"{row['target_month']}-01")
    kickoff = date.fromisoformat(row["kickoff_on"]) if row["kickoff_on"] else None
    registered = date.fromisoformat(row["registered_on"])
    since = _phase_since(row["phase"], (registered, kickoff, target), loading.today)
    case = Case(
        region=loading.region,
        external_key=row["case"],
        client_name=row["client_name"],
        birth_year=int(row["birth_date"][:4]),
        setting=row["setting"],
        trajectory=row["trajectory"],
        household=row["household"],
        municipality_origin_id=towns[row["municipality_origin"]],
        municipality_stay_id=towns[row["municipality_stay"]],
        municipality_choice_id=towns[row["municipality_choice"]],
        phase=row["phase"],
        phase_since=since,
        status=status,
        status_reason=row["status_reason"],
        outcome=row["outcome"],
        target_month=target,
        registered_on=registered,
        kickoff_on=kickoff,
        coordinator_id=workers[row["coordinator"]],
    )
    if kickoff:
        case.expected_outflow_on = target
        if _months_between(kickoff, target) < loading.region.kickoff_months:
            case.kickoff_late_reason = _LATE
    if status == "on_hold":
        case.review_on = loading.today + timedelta(days=_REVIEW_DAYS)
    if row["phase"] == "closed" or status in FINAL_STATUSES:
        case.closed_on = since
    return case


def _months_between(first: date, last: date) -> int:
    """A target is a month, so days do not count."""
    return (last.year - first.year) * 12 + last.month - first.month


def _phase_since(phase: str, days: tuple[date, date | None, date], today: date) -> date:
    """A kit does not say since when: the last day that is known to lie before it."""
    registered, kickoff, target = days
    begun = kickoff or registered
    moved = PHASES.index(phase) >= PHASES.index("move_in")
    return max(begun, min(target, today)) if moved and kickoff else begun


def _store(batch: list[Case], emails: dict[str, str], loading: "Loading") -> None:
    """Stores the cases and empties the batch."""
    clients = [placeholder() for _ in batch]
    User.objects.bulk_create(clients)
    Case.objects.bulk_create(batch)
    with connection.cursor() as cursor, cursor.copy("copy kit_new_case from stdin") as copy:
        for case, client in zip(batch, clients, strict=True):
            copy.write_row((case.pk, client.pk, emails[case.external_key]))
    loading.report.add("cases", len(batch))
    batch.clear()
    emails.clear()
