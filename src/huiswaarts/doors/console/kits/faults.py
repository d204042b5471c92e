"""One list of everything that is wrong with a kit."""

from collections.abc import Iterator
from typing import NamedTuple

MAX_LISTED = 1_000


class Fault(NamedTuple):
    file: str
    line: int
    column: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column or '-'}: {self.wrong}: {self.allowed}"


class Faults:
    """Counts every fault, keeps the first thousand: a spoiled kit can hold a million."""

    def __init__(self) -> None:
        self.count = 0
        self.listed: list[Fault] = []
        self.notices: list[str] = []

    def add(self, file: str, line: int, column: str, wrong: str, allowed: str) -> None:
        self.count += 1
        if len(self.listed) < MAX_LISTED:
            self.listed.append(Fault(file, line, column, wrong, allowed))

    def notice(self, text: str) -> None:
        """Something to say that stops nothing."""
        self.notices.append(text)

    def merge(self, other: "Faults") -> None:
        """Takes over the faults and notices of a part."""
        room = MAX_LISTED - len(self.listed)
        self.listed += other.listed[: max(room, 0)]
        self.count += other.count
        self.notices += other.notices

    def __bool__(self) -> bool:
        return self.count > 0

    def __iter__(self) -> Iterator[Fault]:
        """Per file in the order in which files were read, then by line."""
        files = list(dict.fromkeys(fault.file for fault in self.listed))
        return iter(sorted(self.listed, key=lambda fault: (files.index(fault.file), fault.line)))

    def lines(self) -> Iterator[str]:
        """The list as it is printed."""
        for fault in self:
            # A value is printed escaped; a file's own name may still hold odd characters.
            yield str(fault).encode("utf-8", "backslashreplace").decode("utf-8")
        if self.count > len(self.listed):
            yield f"… en nog {self.count - len(self.listed)} fouten"
