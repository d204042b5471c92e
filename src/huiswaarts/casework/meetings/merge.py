"""Two people in one text: what both wrote stays. Pure: lines, no tables."""

from difflib import SequenceMatcher

Lines = tuple[str, ...]
Change = tuple[int, int, Lines]  # these lines of the base became these


def merged(base: str, mine: str, theirs: str) -> str:
    """The base with what each changed of it. Where both changed the same lines both stand, theirs
    first; what one took away and the other changed stays as changed.
    """
    if theirs in (base, mine):
        return mine
    if base == mine or _is_there(base, mine, theirs):
        return theirs
    lines = base.split("\n")
    result: list[str] = []
    at = 0
    for begin, end, changes in _together(_changes(base, theirs), _changes(base, mine)):
        result += lines[at:begin]
        told: list[str] = []
        for change in changes:
            told += [line for line in change if not line or line not in told]
        result += told
        at = end
    return "\n".join(result + lines[at:])


def _is_there(base: str, mine: str, theirs: str) -> bool:
    """Every new line of mine stands there: the same pause was sent twice."""
    new = set(mine.split("\n")) - set(base.split("\n"))
    return bool(new) and new <= set(theirs.split("\n"))


def _changes(base: str, text: str) -> list[Change]:
    new = text.split("\n")
    codes = SequenceMatcher(None, base.split("\n"), new, autojunk=False).get_opcodes()
    return [(i, j, tuple(new[a:b])) for kind, i, j, a, b in codes if kind != "equal"]


def _together(theirs: list[Change], mine: list[Change]) -> list[tuple[int, int, list[Lines]]]:
    """Changes that touch each other as one, each with what both made of them."""
    found: list[tuple[int, int, list[Lines]]] = []
    marked = sorted([(c[0], c[1], 0, c[2]) for c in theirs] + [(c[0], c[1], 1, c[2]) for c in mine])
    for begin, end, _, text in marked:
        if found and begin <= found[-1][1]:
            first, last, texts = found[-1]
            found[-1] = (first, max(last, end), [*texts, text])
        else:
            found.append((begin, end, [text]))
    return found
