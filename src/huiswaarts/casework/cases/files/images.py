"""Images are drawn anew: what is not picture (place, device, words, hidden files) is gone."""

import io
import warnings

from PIL import Image, ImageOps

from huiswaarts.casework.cases.files.kinds import (
    JPEG,
    PNG,
    WEBP,
    CleanFile,
    RefusedFileError,
    kind_of,
)

MOST_PIXELS = 40_000_000
QUALITY = 88
JPEG_BEGINS, SCAN, REMARK = b"\xff\xd8", 0xDA, 0xFE
# The first (how large) and the fourteenth (how colours were reckoned) belong to the picture.
OF_PROGRAMS = frozenset(range(0xE1, 0xF0)) - {0xEE}
GIF, LOGO = "gif", b"GIF8"  # in a letter only, of which it is the first picture that counts
READERS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
DEEP = ("I;16", "I;16B", "I;16L", "I")
SEE_THROUGH = ("RGBA", "LA", "PA", "La", "RGBa")


def clean_image(data: bytes, kind: str) -> CleanFile:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[READERS[kind]]) as image:
                return _drawn_anew(image, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise RefusedFileError("too_many_pixels") from None
        except MemoryError:
            raise
        except Exception as broken:  # whatever a decoder of hostile bytes may raise
            raise RefusedFileError("broken_image") from broken


def clean_picture(data: bytes) -> CleanFile:
    """A picture inside a document, whatever its name says."""
    if data.startswith(LOGO):
        return clean_image(data, GIF)
    try:
        kind = kind_of(data)
    except RefusedFileError:
        kind = ""
    if kind not in (JPEG, PNG):
        raise RefusedFileError("odd_part")
    return clean_image(data, kind)


def _drawn_anew(image: Image.Image, kind: str) -> CleanFile:
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode in DEEP:  # sixteen bits of grey, of which a screen shows eight
        image = image.point(lambda value: value / 256).convert("L")
    through = image.mode in SEE_THROUGH or "transparency" in image.info
    as_png = kind in (PNG, GIF) or (kind == WEBP and through)
    mode = ("RGBA" if through else _plain(image)) if as_png else _plain(image)
    fresh = image if image.mode == mode else image.convert(mode)
    fresh.info = {}  # also remarks and colour profiles, which hold more than colours
    out = io.BytesIO()
    if as_png:
        fresh.save(out, "PNG")
        return CleanFile(PNG, out.getvalue())
    fresh.save(out, "JPEG", quality=QUALITY)
    return CleanFile(JPEG, out.getvalue())


def without_remarks(jpeg: bytes) -> bytes:
    """The same picture, its bytes untouched, without the segments that are no picture."""
    if jpeg[:2] != JPEG_BEGINS:
        return jpeg
    kept, place = [JPEG_BEGINS], 2
    while jpeg[place : place + 1] == b"\xff" and place + 4 <= len(jpeg):
        mark = jpeg[place + 1]
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4])
        if mark == SCAN:
            break
        if not (mark == REMARK or mark in OF_PROGRAMS):
            kept.append(jpeg[place:end])
        place = end
    return b"".join([*kept, jpeg[place:]])


def _plain(image: Image.Image) -> str:
    return "L" if image.mode in ("L", "1") else "RGB"
