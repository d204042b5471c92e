"""May this person do this with this box, now? Pure; every no has its reason."""

from collections.abc import Collection, Iterable

from huiswaarts.casework.boxes.content.types import BoxType, CheckRule, ConfirmRule
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.policies import HELPERS, still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.seats import CARE, SEATS, SeatKind
from huiswaarts.foundation.access.topics import DERIVED, Level

# Who writes down what the client says. A corporation adds below it, in its own words.
FILLERS = HELPERS | {SeatKind.GUEST}
How = Answer.How
State = Box.State


def words_of(parties: Iterable[str]) -> str:
    """`de gemeente of een gast`."""
    names = [SEATS[party].label for party in parties if party in SEATS]
    return " of ".join(names)


def in_use(case: Case, box: Box | None = None) -> Decision:
    return first_no(
        still_open(case),
        when(
            not case.shows_card_only,
            "Deze casus is nog niet begonnen. Tot dan is alleen de contactkaart te zien.",
        ),
        when(
            box is None or box.state != State.NOT_NEEDED,
            "Deze doos is niet nodig. Open de doos eerst weer.",
        ),
    )


def read(sight: Sight, topic: int) -> Decision:
    level = sight.level(topic)
    if level >= Level.READ:
        return YES
    if level == Level.STATUS:
        return no("U ziet van deze doos alleen of die klaar is. Zo is het afgesproken.")
    return no("Deze doos wordt niet met u gedeeld.")


def write(sight: Sight, topic: int) -> Decision:
    return first_no(
        read(sight, topic),
        when(
            sight.may_write(topic),
            "U kunt deze doos lezen. Invullen doen de cliënt en wie daarbij helpt.",
        ),
    )


def keeps_secrecy(sight: Sight, *, withdrawn: bool) -> Decision:
    """The client no longer lets this care provider tell the others."""
    return when(
        not (withdrawn and sight.kinds & CARE),
        "De cliënt wil niet meer dat u hierover iets deelt. Daarom kunt u niets nieuws bewaren.",
    )


def fill(box: Box, sight: Sight, *, withdrawn: bool = False) -> Decision:
    """Write the answer itself: the client, or who writes it down with or for the client."""
    return first_no(
        in_use(box.case, box),
        write(sight, box.topic),
        when(
            sight.is_client or bool(sight.kinds & FILLERS),
            "Het antwoord is van de cliënt. U kunt er iets onder zetten.",
        ),
        keeps_secrecy(sight, withdrawn=withdrawn),
    )


def add(box: Box, sight: Sight, *, withdrawn: bool = False) -> Decision:
    """Add below the words of the client."""
    return first_no(
        in_use(box.case, box),
        write(sight, box.topic),
        when(sight.is_professional, "Alleen een professional zet er iets onder."),
        keeps_secrecy(sight, withdrawn=withdrawn),
    )


def put_document(box: Box, sight: Sight, *, ticks_only: bool, withdrawn: bool = False) -> Decision:
    """A file for whoever reads this box. Where only ticks are kept, no file is either."""
    return first_no(
        in_use(box.case, box),
        write(sight, box.topic),
        when(
            not ticks_only,
            "In deze doos staan alleen vinkjes en datums. Een document kan hier niet bij.",
        ),
        keeps_secrecy(sight, withdrawn=withdrawn),
    )


def say_how(sight: Sight, how: str) -> Decision:
    """`alone` is for the client; the others say that they wrote it down."""
    fitting = (How.ALONE,) if sight.is_client else (How.TOGETHER, How.ON_BEHALF)
    return when(
        how in fitting,
        "Zeg erbij hoe dit antwoord is gegeven: samen, of namens de cliënt.",
    )


def replace_words(*, how: str, before: str) -> Decision:
    """The client's own words make place only for newer words of the client."""
    return when(
        not (how == How.ON_BEHALF and before in (How.ALONE, How.TOGETHER)),
        "Dit zijn de woorden van de cliënt. Zet uw woorden eronder, of vul het samen opnieuw in.",
    )


def set_label(sight: Sight, *, label: int, least: int) -> Decision:
    return first_no(
        when(label >= least, "De kring van een antwoord kan alleen kleiner worden."),
        when(label <= sight.max_label, "Zo klein dat u het zelf niet meer ziet, kan niet."),
    )


def tick(box: Box, sight: Sight, rule: CheckRule, *, withdrawn: bool = False) -> Decision:
    mine = rule.parties and sight.kinds & set(rule.parties)
    for_client = SeatKind.CLIENT in rule.parties and sight.kinds & HELPERS
    return first_no(
        in_use(box.case, box),
        when(rule.is_manual, "Dit punt volgt vanzelf uit de antwoorden."),
        read(sight, box.topic),
        when(bool(mine or for_client), f"Dit vinkt een ander af: {words_of(rule.parties)}."),
        keeps_secrecy(sight, withdrawn=withdrawn),
    )


def confirms_as(sight: Sight, rule: ConfirmRule) -> str:
    """The party for which this person says "dit klopt"; the client's own word goes first."""
    own = [kind for kind in rule.parties if kind in sight.kinds]
    if own:
        return own[0]
    helps = SeatKind.CLIENT in rule.parties and sight.kinds & HELPERS
    return SeatKind.CLIENT if helps else ""


def judge(box: Box, sight: Sight, rule: ConfirmRule) -> Decision:
    """Say "dit klopt" or "klopt niet" at all: the right party, who sees what it is about."""
    covered = bool(rule.covers) and sight.may_read(box.topic + DERIVED)
    return first_no(
        in_use(box.case, box),
        when(bool(confirms_as(sight, rule)), f"Dit zegt een ander: {words_of(rule.parties)}."),
        YES if covered else read(sight, box.topic),
    )


def confirm(box: Box, sight: Sight, rule: ConfirmRule, *, open_points: int) -> Decision:
    points = "één punt is" if open_points == 1 else f"{open_points} punten zijn"
    return first_no(
        judge(box, sight, rule),
        when(open_points == 0, f"Dit kan nog niet: {points} nog niet klaar."),
    )


def open_points(
    kind: BoxType, rule: ConfirmRule, *, met: Collection[str], derived: Collection[str]
) -> int:
    """What must be there first: all checks, or the answers that this party agrees to."""
    if rule.covers:
        return len([code for code in rule.covers if code not in derived])
    return len([check for check in kind.checks if check.code not in met])


def reopen(box: Box, sight: Sight) -> Decision:
    return first_no(
        in_use(box.case),
        when(
            box.state in (State.FILLED, State.PROPOSED, State.NOT_NEEDED),
            "Deze doos is al open.",
        ),
        write(sight, box.topic),
    )


def mark_not_needed(box: Box, sight: Sight) -> Decision:
    return first_no(
        in_use(box.case),
        when(box.state != State.NOT_NEEDED, "Deze doos is al niet nodig."),
        write(sight, box.topic),
        when(
            sight.is_client or bool(sight.kinds & HELPERS),
            "Dit beslist de cliënt, samen met een begeleider of de gemeente.",
        ),
    )


def open_boxes(case: Case, sight: Sight) -> Decision:
    return first_no(
        still_open(case),
        when(sight.is_coordinator, "Alleen de coördinator van deze casus opent de dozen."),
    )
