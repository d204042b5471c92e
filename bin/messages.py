"""Compile the translations, or (--check) say which compiled file is not that of its source."""

import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "huiswaarts"


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for source in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / "fresh.mo"
            words = ["msgfmt", "--check", "--output-file", str(fresh), str(source)]
            subprocess.run(words, check=True)  # noqa: S603  our own words, no shell
            contents = fresh.read_bytes()
        if compiled.exists() and compiled.read_bytes() == contents:
            continue
        stale.append(str(compiled.relative_to(PACKAGE)))
        if not check:
            compiled.write_bytes(contents)
    if check and stale:
        print("Niet vers, draai python bin/messages.py:", *stale, sep="\n  ")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
