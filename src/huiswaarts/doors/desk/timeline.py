"""What happened in a case, in sentences. Events hold codes; the words are here."""

from dataclasses import dataclass, field
from typing import Any

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.journey.phases import GATE_LABELS
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.events.models import Event

PHASES = {code: str(label) for code, label in Case.Phase.choices}
STATES = {code: str(label) for code, label in Case.Status.choices}
SOMEBODY = "Iemand van het team"
CLOCK = "De klok, na twee werkdagen,"
SENTENCES = {
    "cases.case_registered": "meldde de casus aan",
    "cases.seat_requested": "vroeg {organisation} voor de stoel van {seat}",
    "cases.seat_proposed": "stelde {member} voor als {seat}",
    "cases.seat_admitted": "liet {member} toe als {seat}",
    "cases.seat_declined": "wees een voorstel af voor de stoel van {seat}",
    "cases.seat_ended": "beëindigde de stoel van {about} ({seat})",
    "cases.seat_stopped": "zette de toegang van {about} ({seat}) stil",
    "cases.seat_opened": "opende de toegang van {about} ({seat}) weer",
    "cases.coordination_passed": "gaf de coördinatie aan {to_member}",
    "cases.coordination_asked": "vroeg om te coördineren",
    "cases.coordination_refused": "zei nee op de vraag van {about} om te coördineren",
    "cases.question_taken_back": "trok de vraag om te coördineren in",
    "cases.person_added": "vroeg {about} erbij als {seat}",
    "cases.invitation_accepted": "nam de uitnodiging voor deze tafel aan",
    "cases.person_invited": "nodigde {about} uit voor Mijn Thuis",
    "accounts.recovery_asked": "zag wie niet meer kan inloggen, en vroeg om herstel",
    "accounts.recovery_stated": "zag wie niet meer kan inloggen, namens de regio",
    "accounts.recovery_confirmed": "bevestigde het herstel; een dag later werkt de code",
    "accounts.recovery_stopped": "stopte het herstel van toegang",
    "accounts.recovery_used": "koos een nieuw wachtwoord na herstel door twee mensen",
    "journey.death_reported": "meldde een overlijden; iemand anders bevestigt dat",
    "journey.death_confirmed": "bevestigde de melding van overlijden",
    "journey.death_undone": "maakte de melding van overlijden ongedaan: het was niet zo",
    "cases.next_step_set": "sprak een volgende stap af",
    "cases.next_step_done": "rondde de volgende stap af",
    "cases.promise_made": "legde een afspraak vast",
    "cases.promise_kept": "deed wat was afgesproken",
    "cases.promise_reopened": "zette een afspraak weer open",
    "cases.promise_changed": "veranderde een afspraak",
    "cases.promise_withdrawn": "liet een afspraak vervallen",
    "cases.document_put": "voegde een document toe",
    "cases.document_withdrawn": "trok een document terug",
    "cases.document_restored": "zette een document terug",
    "cases.target_month_changed": "veranderde de verhuismaand",
    "cases.sharing_changed": "veranderde wie wat ziet",
    "cases.sharing_stopped": "stopte met delen met een partij",
    "cases.sharing_resumed": "deelt weer met een partij",
    "meetings.meeting_planned": "plande een overleg",
    "meetings.meeting_moved": "verzette een overleg",
    "meetings.meeting_cancelled": "zegde een overleg af",
    "meetings.meeting_held": "sloot een overleg af",
    "meetings.point_brought": "bracht een punt in voor het overleg",
    "meetings.bottleneck_brought": "zette een knelpunt op de agenda",
    "meetings.days_asked": "vroeg wanneer iedereen kan",
    "meetings.day_chosen": "koos een dag voor het overleg",
    "meetings.poll_dropped": "stopte met zoeken naar een dag",
    "meetings.guest_invited": "vroeg een gast bij één punt van een overleg",
    "meetings.guest_sent_home": "trok de uitnodiging van een gast in",
    "meetings.left_out": "koos wie er deze keer niet bij is",
    "meetings.welcomed_back": "nodigde iemand toch weer uit",
    "meetings.view_said": "schreef een eigen kijk bij het verslag",
    "meetings.report_agreed": "vindt het verslag goed",
    "tables.case_brought": "bracht de casus in bij een casustafel",
    "tables.item_decided": "legde een besluit van de casustafel vast",
    "journey.phase_moved": "ging naar {phase}",
    "journey.kickoff_held": "begon met het eerste teamoverleg",
    "journey.status_changed": "legde vast: {status}",
    "journey.gate_overridden": "legde een teambesluit vast over {gate}",
    "boxes.boxes_opened": "opende de dozen",
    "boxes.answer_given": "gaf een antwoord in {box}",
    "boxes.addition_given": "vulde iets aan in {box}",
    "boxes.question_skipped": "sloeg een vraag over in {box}",
    "boxes.help_asked": "vroeg hulp bij {box}",
    "boxes.check_ticked": "keek een punt na van {box}",
    "boxes.box_confirmed": "zei dat {box} klopt",
    "boxes.box_disputed": "zei dat {box} niet klopt",
    "boxes.box_proposed": "maakte {box} vol; die wacht op akkoord",
    "boxes.box_filled": "maakte {box} klaar",
    "boxes.box_reopened": "opende {box} weer",
    "boxes.box_marked_not_needed": "zette {box} opzij: niet nodig",
    "boxes.answers_narrowed": "liet minder mensen meelezen in {box}",
}
# Follow from another event that has a sentence, or belong to no case.
SILENT = frozenset(
    {
        "meetings.presence_noted",
        "cases.document_ready",  # what the scanner said; the page of the document tells
        "cases.document_refused",
        "cases.document_wiped",  # a month after it was withdrawn
        "meetings.client_missing_twice",
        "meetings.feed_made",
        "meetings.days_answered",
        "tables.table_made",
        "tables.member_seated",
        "tables.member_left",
        "tables.chair_handed_over",
        "tables.chair_left",
        "tables.table_stopped",
        "tables.meeting_planned",
        "tables.meeting_cancelled",
        "tables.handed_off",
        "tables.handoff_answered",
        "meetings.feed_stopped",
        "cases.party_opened",
        "cases.party_closed",
        "cases.doubles_checked",
        "boxes.box_judged",
        "bottlenecks.bottleneck_noted",
        "bottlenecks.bottleneck_recognised",
        "bottlenecks.recognition_withdrawn",
    }
)


@dataclass(frozen=True)
class Names:
    """Who and what the codes of events are about, for one reader."""

    members: dict[int, str] = field(default_factory=dict)
    users: dict[int, str] = field(default_factory=dict)
    seats: dict[int, str] = field(default_factory=dict)
    organisations: dict[int, str] = field(default_factory=dict)
    boxes: dict[int, str] = field(default_factory=dict)  # by topic

    def who(self, event: Event) -> str:
        if event.membership_id is not None:
            return self.members.get(event.membership_id, SOMEBODY)
        return CLOCK if event.user_id == 0 else self.users.get(event.user_id or 0, SOMEBODY)


@dataclass(frozen=True)
class Line:
    event: Event
    who: str
    what: str


def lines_of(events: list[Event], names: Names) -> list[Line]:
    return [
        Line(event, names.who(event), SENTENCES[event.kind].format_map(_facts(names, event)))
        for event in events
        if event.kind in SENTENCES
    ]


def _facts(names: Names, event: Event) -> dict[str, str]:
    """What a sentence may name, in words."""
    codes: dict[str, Any] = event.codes
    _, _, pk = event.subject.partition(":")
    info = SEATS.get(codes.get("seat", ""))
    to = codes.get("to")
    return {
        "member": names.members.get(codes.get("membership") or 0, "een collega"),
        "to_member": names.members.get(to if isinstance(to, int) else 0, "een collega"),
        "about": names.seats.get(int(pk) if pk.isdigit() else 0, "iemand"),
        "seat": info.label if info else "teamlid",
        "organisation": names.organisations.get(codes.get("organisation") or 0, "een organisatie"),
        "phase": PHASES.get(str(to), "een andere fase"),
        "status": STATES.get(str(to), "een andere toestand"),
        "gate": GATE_LABELS.get(codes.get("gate", ""), "een poort"),
        "box": names.boxes.get(event.topic, "een doos"),
    }


def ids_in(events: list[Event], *keys: str) -> set[int]:
    """The ids that the codes of these events name."""
    found: set[Any] = {event.codes.get(key) for event in events for key in keys}
    return {one for one in found if isinstance(one, int)}
