"""Collect the texts to translate and compile the catalogues, without the gettext programs.

    python bin/messages.py            new texts into each django.po, old ones out, django.mo written
    python bin/messages.py --check    exit 1 when something is missing, untranslated, not compiled

The texts in the source are Dutch; only pages of clients and what those pages use are marked.
"""

import ast
import re
import struct
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "huiswaarts"
LOCALE = SRC / "foundation" / "common" / "locale"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
HEADER = (
    "Project-Id-Version: huiswaarts\\nMIME-Version: 1.0\\n"
    "Content-Type: text/plain; charset=UTF-8\\nContent-Transfer-Encoding: 8bit\\n"
    "Language: {language}\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"
)
# key: (context, one, many); value: the translations, one for each form
Key = tuple[str, str, str]
Catalogue = dict[Key, list[str]]


def python_keys(text: str) -> list[Key]:
    keys: list[Key] = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        words = [word for word in words if isinstance(word, str)]
        if name in ONE and words:
            keys.append(("", words[0], ""))
        elif name in MANY and len(words) > 1:
            keys.append(("", words[0], words[1]))
        elif name in CONTEXT and len(words) > 1:
            keys.append((words[0], words[1], ""))
    return keys


def template_keys(text: str) -> list[Key]:
    """Django turns the tags into calls; the rest of the page becomes X."""
    calls = re.findall(
        r"\b(?:_|n?p?gettext(?:_lazy)?)\((?:[^()\"']|u?\"(?:\\.|[^\"\\])*\"|u?'(?:\\.|[^'\\])*')*\)",
        templatize(text),
    )
    return [key for call in calls for key in python_keys(call)]


def wanted() -> set[Key]:
    keys: set[Key] = set()
    for path in sorted(SRC.rglob("*.html")):
        keys.update(template_keys(path.read_text()))
    for path in sorted(SRC.rglob("*.py")):
        if "tests" not in path.parts and "gettext" in (text := path.read_text()):
            keys.update(python_keys(text))
    return {key for key in keys if key[1]}


def unquote(line: str) -> str:
    return ast.literal_eval(line[line.index('"') :])


def read_po(path: Path) -> Catalogue:
    found: Catalogue = {}
    for block in re.split(r"\n\s*\n", path.read_text() if path.exists() else ""):
        parts: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            if line.startswith("#") or '"' not in line:
                continue
            if not line.startswith('"'):
                current = line.split(" ", 1)[0]
            parts[current] = parts.get(current, "") + unquote(line)
        if parts.get("msgid"):
            key = (parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""))
            found[key] = [text for name, text in parts.items() if name.startswith("msgstr")]
    return found


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def as_po(language: str, catalogue: Catalogue) -> str:
    blocks = [f'msgid ""\nmsgstr "{HEADER.format(language=language)}"']
    for (context, one, many), texts in sorted(catalogue.items()):
        lines = [f"msgctxt {quote(context)}"] if context else []
        lines.append(f"msgid {quote(one)}")
        if many:
            lines.append(f"msgid_plural {quote(many)}")
            lines += [f"msgstr[{n}] {quote(text)}" for n, text in enumerate(texts)]
        else:
            lines.append(f"msgstr {quote(texts[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compile_mo(language: str, catalogue: Catalogue) -> bytes:
    """The binary form: two sorted tables of lengths and offsets, then the texts."""
    header = HEADER.format(language=language).replace("\\n", "\n")
    pairs = {b"": header.encode()}
    for (context, one, many), texts in catalogue.items():
        if all(texts):
            name = (f"{context}\x04" if context else "") + one + (f"\0{many}" if many else "")
            pairs[name.encode()] = "\0".join(texts).encode()
    ids = sorted(pairs)
    start = 28 + 16 * len(ids)
    tables, texts_bytes = [b"", b""], b""
    for n, blobs in enumerate((ids, [pairs[key] for key in ids])):
        for blob in blobs:
            tables[n] += struct.pack("<II", len(blob), start + len(texts_bytes))
            texts_bytes += blob + b"\0"
    sizes = (0x950412DE, 0, len(ids), 28, 28 + 8 * len(ids), 0, start)
    return struct.pack("<7I", *sizes) + tables[0] + tables[1] + texts_bytes


def updated(keys: set[Key], old: Catalogue) -> Catalogue:
    return {key: old.get(key) or [""] * (2 if key[2] else 1) for key in keys}


def unlike(catalogue: Catalogue) -> list[Key]:
    """Texts whose %(name)s or tags got lost in translation."""

    def places(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)s|</?\w+>", text))

    return [
        key
        for key, texts in catalogue.items()
        if any(text and places(text) != places(key[1]) for text in texts)
    ]


def check(folder: Path, keys: set[Key]) -> list[str]:
    old = read_po(folder / "django.po")
    language = folder.parent.name
    faults = [f"{language}: not in django.po: {key[1]}" for key in sorted(keys - set(old))]
    faults += [f"{language}: no longer used: {key[1]}" for key in sorted(set(old) - keys)]
    faults += [
        f"{language}: untranslated: {key[1]}" for key, texts in old.items() if not all(texts)
    ]
    faults += [f"{language}: other places to fill in: {key[1]}" for key in unlike(old)]
    compiled = folder / "django.mo"
    if not compiled.exists() or compiled.read_bytes() != compile_mo(language, old):
        faults.append(f"{language}: django.mo is not that of django.po")
    return faults


def main() -> int:
    settings.configure()
    keys = wanted()
    folders = sorted(LOCALE.glob("*/LC_MESSAGES"))
    if "--check" in sys.argv:
        faults = [fault for folder in folders for fault in check(folder, keys)]
        print("\n".join(faults))
        return 1 if faults else 0
    for folder in folders:
        language = folder.parent.name
        catalogue = updated(keys, read_po(folder / "django.po"))
        (folder / "django.po").write_text(as_po(language, catalogue))
        (folder / "django.mo").write_bytes(compile_mo(language, catalogue))
        empty = sum(1 for texts in catalogue.values() if not all(texts))
        print(f"{language}: {len(catalogue)} texts, {empty} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
