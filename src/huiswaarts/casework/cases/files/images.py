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
)

MOST_PIXELS = 40_000_000
QUALITY = 88
READERS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
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


def _drawn_anew(image: Image.Image, kind: str) -> CleanFile:
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    through = image.mode in SEE_THROUGH or "transparency" in image.info
    as_png = kind == PNG or (kind == WEBP and through)
    mode = ("RGBA" if through else _plain(image)) if as_png else _plain(image)
    fresh = image if image.mode == mode else image.convert(mode)
    fresh.info = {}  # also remarks and colour profiles, which hold more than colours
    out = io.BytesIO()
    if as_png:
        fresh.save(out, "PNG")
        return CleanFile(PNG, out.getvalue())
    fresh.save(out, "JPEG", quality=QUALITY)
    return CleanFile(JPEG, out.getvalue())


def _plain(image: Image.Image) -> str:
    return "L" if image.mode in ("L", "1") else "RGB"
