"""`huiswaarts kit check|load|template|generate`: what the operator reads."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from huiswaarts.doors.console.kits.check import Checked, check
from huiswaarts.doors.console.kits.progress import Progress

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.report import Report

_WORDS = {
    "municipalities": "gemeenten",
    "organisations": "organisaties",
    "people": "medewerkers",
    "cases": "mensen op weg naar huis",
    "case_team": "plaatsen in een team",
    "box_answers": "antwoorden",
}
# Says how far along a kit is: nearly all the rows of a large one are answers.
_BYTES_PER_ANSWER = 75


def checked(path: Path) -> Checked:
    """Checks with a progress bar when there is enough to wait for."""
    expected = _expected_answers(path)
    if expected < 20_000:  # noqa: PLR2004
        return check(path)
    with Progress("Kit controleren", expected) as bar:
        return check(path, lambda table, count: bar.at(count if table == "box_answers" else 0))


def _expected_answers(path: Path) -> int:
    answers = path / "box_answers.csv"
    return answers.stat().st_size // _BYTES_PER_ANSWER if answers.is_file() else 0


def say_faults(result: Checked) -> None:
    """The list on standard output, the tally on standard error."""
    for notice in result.faults.notices:
        print(f"Let op: {notice}", file=sys.stderr)
    for line in result.faults.lines():
        print(line)
    if result.faults:
        count = result.faults.count
        print(
            f"{count} {'fout' if count == 1 else 'fouten'}; er is niets opgeslagen.",
            file=sys.stderr,
        )


def check_path(path: Path) -> int:
    result = checked(Path(path))
    say_faults(result)
    if not result.is_clean or result.kit is None:
        return 1
    print(f"De kit van {result.kit.value('name')} is in orde.")
    for table, words in _WORDS.items():
        print(f"  {result.counts[table]} {words}")
    return 0


def load_path(path: Path) -> int:
    """Checks, then loads in one transaction."""
    result = checked(Path(path))
    say_faults(result)
    if not result.is_clean or result.kit is None:
        return 1
    from django.db import Error

    from huiswaarts.doors.console.kits.load import ChangedMeanwhileError, load

    try:
        report = load(result.kit, result.counts)
    except ChangedMeanwhileError:
        print("De kit is tijdens het laden veranderd.", file=sys.stderr)
    except Error as error:
        print(f"De database weigert de kit ({type(error).__name__}).", file=sys.stderr)
    else:
        return _say_report(report)
    print("Er is niets opgeslagen.", file=sys.stderr)
    return 1


def _say_report(report: "Report") -> int:
    for line in report.lines():
        print(line)
    return 0


def template_path(path: Path) -> int:
    from huiswaarts.doors.console.kits.template import write_template

    try:
        folder, workbook = write_template(Path(path))
    except OSError as error:
        why = "daar staat al iets" if isinstance(error, FileExistsError) else error.strerror
        print(f"Er is niets gemaakt: {error.filename or error}: {why}", file=sys.stderr)
        return 1
    print(f"Lege kit gemaakt: {folder} en {workbook}")
    return 0


def generate_path(path: Path, cases: int = 10_000) -> int:
    """A kit of a region that does not exist, for measuring."""
    from huiswaarts.doors.console.kits.generate import generate

    generate(Path(path), cases)
    print(f"Kit met {cases} mensen gemaakt: {path}")
    return 0
