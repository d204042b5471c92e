"""From bytes as somebody sent them to a file that may be kept; or a refusal with its reason."""

from huiswaarts.casework.cases.files.images import clean_image
from huiswaarts.casework.cases.files.kinds import (
    DOCX,
    JPEG,
    MOST_BYTES,
    ODT,
    PDF,
    PNG,
    WEBP,
    CleanFile,
    RefusedFileError,
    kind_of,
)
from huiswaarts.casework.cases.files.packages import clean_package
from huiswaarts.casework.cases.files.pdf import clean_pdf
from huiswaarts.casework.cases.files.text import clean_words


def clean(data: bytes) -> CleanFile:
    kind = kind_of(data)
    if kind in (JPEG, PNG, WEBP):
        cleaned = clean_image(data, kind)
    elif kind in (DOCX, ODT):
        cleaned = clean_package(data, kind)
    else:
        cleaned = clean_pdf(data) if kind == PDF else clean_words(data)
    if len(cleaned.data) > 2 * MOST_BYTES:
        raise RefusedFileError("too_big")
    return cleaned
