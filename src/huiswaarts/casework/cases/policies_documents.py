"""May this document be put here, withdrawn, put back, given out? Pure; every no has its reason."""

from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.policies import still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.decisions import Decision, first_no, when
from huiswaarts.foundation.access.topics import Level


def put(case: Case, sight: Sight, topic: int, label: int = 0) -> Decision:
    """Whoever writes a topic may add to it, in a circle of which they are one."""
    return first_no(
        still_open(case),
        when(not sight.card_only or sight.is_client, "Deze casus is nog niet begonnen."),
        when(
            sight.may_write(topic),
            "Hier voegen alleen de cliënt en wie daarbij helpt iets toe.",
        ),
        when(
            label <= sight.reach(topic, Level.WRITE),
            "Zo klein dat u het zelf niet meer ziet, kan niet.",
        ),
    )


def withdraw(case: Case, sight: Sight, document: Document) -> Decision:
    """Who put it, a colleague of the same party, the client, or the coordinator."""
    own = any(seat.pk == document.put_by_id for seat in sight.seats)
    return first_no(
        still_open(case),
        when(document.wiped_at is None, "Dit document is gewist. Voeg het opnieuw toe."),
        when(
            sight.reach(document.topic, Level.WRITE) >= document.label
            and (own or sight.is_client or sight.is_coordinator or _same_party(sight, document)),
            "Dit doet wie het heeft toegevoegd, of de coördinator.",
        ),
    )


def _same_party(sight: Sight, document: Document) -> bool:
    by = document.put_by
    if by is None or by.organisation_id is None:
        return False
    party = (by.kind, by.organisation_id)
    return any((seat.kind, seat.organisation_id) == party for seat in sight.seats)


def download(document: Document) -> Decision:
    """What waits for the scanner, was refused or withdrawn, does not leave the house."""
    return when(document.is_ready, "Dit document is er nog niet, of niet meer.")
