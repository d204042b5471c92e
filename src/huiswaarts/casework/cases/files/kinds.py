"""What a file really is: by its content, never by its name or by what the browser says."""

from dataclasses import dataclass

MOST_BYTES = 10 * 1024 * 1024
PDF, JPEG, PNG, DOCX, ODT, TEXT = "pdf", "jpg", "png", "docx", "odt", "txt"
WEBP = "webp"  # taken, and kept as one of the above
MEDIA_TYPES = {
    PDF: "application/pdf",
    JPEG: "image/jpeg",
    PNG: "image/png",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ODT: "application/vnd.oasis.opendocument.text",
    TEXT: "text/plain; charset=utf-8",
}
ODT_TYPE = MEDIA_TYPES[ODT].encode()
# What is known and not taken, so that the answer can say what to do instead.
HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"avif", b"avis")
OLD_OFFICE, RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<!--", b"<head", b"<body")


class RefusedFileError(ValueError):
    """A file that is not taken; `code` says why, `words.py` says it to people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class CleanFile:
    kind: str
    data: bytes


def kind_of(data: bytes) -> str:
    """The kind that the first bytes tell; whether it holds is for the cleaner of that kind."""
    if not data:
        raise RefusedFileError("empty")
    if len(data) > MOST_BYTES:
        raise RefusedFileError("too_big")
    for kind, is_it in (
        (PDF, data.startswith(b"%PDF-")),
        (JPEG, data.startswith(b"\xff\xd8\xff")),
        (PNG, data.startswith(b"\x89PNG\r\n\x1a\n")),
        (WEBP, data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
        # the first entry of an OpenDocument file is its type, not compressed
        (ODT, data.startswith(b"PK\x03\x04") and data[30:38] == b"mimetype"),
        (DOCX, data.startswith(b"PK\x03\x04")),
        (PDF, b"%PDF-" in data[:1024]),  # some programs write something before it
    ):
        if is_it:
            return kind
    _known_but_not_taken(data)
    return TEXT


def _known_but_not_taken(data: bytes) -> None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for code, is_it in (
        ("heic", data[4:8] == b"ftyp" and data[8:12] in HEIC),
        ("video", data[4:8] == b"ftyp"),
        ("old_office", data.startswith((OLD_OFFICE, RTF))),
        ("archive", data.startswith((*ARCHIVES, b"PK"))),
        ("program", data.startswith(PROGRAMS)),
        ("markup", start.startswith(MARKUP)),
        ("image_kind", data.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*"))),
        ("unknown", b"\x00" in data),
    ):
        if is_it:
            raise RefusedFileError(code)
