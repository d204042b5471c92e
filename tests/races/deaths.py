"""Deeds about a report of death, and what must hold afterwards."""

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.journey.deaths import confirm_death, find_report, undo_death
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event

from .rounds import Pair
from .stage import GoneError


def reported(round_):
    """Gerda, who coordinates, reported it; nobody confirmed it yet."""
    seat, gerda, at = round_.seat("Samir"), round_.people.gerda, round_.people.at
    of_samir = DeathReport.objects.filter(user_id=seat.user_id, undone_at=None)
    of_samir.update(undone_at=at, undone_by=gerda.user.pk)  # of an earlier round
    round_.report = DeathReport.objects.create(
        case=round_.case, region_id=round_.case.region_id, user_id=seat.user_id, seat_id=seat.pk,
        reason="x", reported_by=gerda.user.pk, membership=gerda.membership,
        organisation_id=gerda.membership.organisation_id, reported_at=at,
    )  # fmt: skip
    Case.objects.filter(pk=round_.case.pk).update(death_reported_at=at)
    User.objects.filter(pk=seat.user_id).update(death_reported_at=at)


def _answers(action):
    def make(round_):
        def do(actor):
            report = find_report(actor, round_.report.public_id)
            if report is None:
                raise GoneError("taken back")
            action(report=report, by=actor)

        return do

    return make


confirm, undo = _answers(confirm_death), _answers(undo_death)


def confirmed_once(round_):
    of_case = Event.objects.filter(case_id=round_.case.pk, kind="journey.death_confirmed")
    return of_case.count() == 1 and round_.now().status == "deceased"


def of_one_mind(round_):
    """The case, the seat, the account and the report say the same."""
    report, case = DeathReport.objects.get(pk=round_.report.pk), round_.now()
    dead = report.undone_at is None and report.confirmed_at is not None
    owner = User.objects.get(pk=report.user_id)
    return (
        (case.status == "deceased") == dead
        and (round_.seat("Samir").state == "ended") == dead
        and (owner.death_reported_at is None) == (report.undone_at is not None)
    )


ROWS = {
    "death confirmed twice": Pair(
        ("Bea", confirm, "work"), ("Amir", confirm, "work"),
        confirmed_once, reported, ("report",),
    ),
    "death confirmed, undone": Pair(
        ("Bea", confirm, "work"), ("Gerda", undo, "work"),
        of_one_mind, reported, ("report",),
    ),
}  # fmt: skip
