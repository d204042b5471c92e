"""Words that exist once: wherever one turns up, in whatever wrapping, it came from one place."""

import base64
import hashlib
import io
import re
import zipfile

BIRD = "qzxkw"  # every canary begins with it, so that one look finds any of them
TOKEN = re.compile(BIRD + "[a-z]{8}")


def canary(*about):
    """The same words give the same bird, so that two worlds can be compared."""
    number = int(hashlib.sha256("/".join(map(str, about)).encode()).hexdigest(), 16)
    letters = []
    for _ in range(8):
        number, rest = divmod(number, 26)
        letters.append(chr(ord("a") + rest))
    return BIRD + "".join(letters)


def base64_forms(token):
    """The part of a token's base64 that does not depend on what stands around it: 3 alignments."""
    raw = token.encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        start = (0, 2, 3)[shift]
        whole = (len(raw) + shift) // 3 * 4
        yield coded[start:whole]


_SIGNS = [form[:4] for form in base64_forms(BIRD + "a")]


def found_in(text, known):
    """Which of the known canaries this text holds: plain, as hex, or as base64."""
    low = text.lower()
    seen = {token for token in TOKEN.findall(low) if token in known}
    if BIRD.encode().hex() in low or BIRD.encode("utf-16-le").hex() in low:
        seen |= {t for t in known if t.encode().hex() in low}
        seen |= {t for t in known if t.encode("utf-16-le").hex() in low}
    if any(sign in text for sign in _SIGNS):
        seen |= {t for t in known if any(form in text for form in base64_forms(t))}
    return seen


def texts_of(response):
    """Everything a response brings: body, what is packed in it, headers and cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    yield from unpacked(body)
    yield "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    yield "\n".join(morsel.OutputString() for morsel in response.cookies.values())


def unpacked(body, depth=0):
    """A workbook, document or export is a ZIP: what is inside is what was shown."""
    if body[:4] == b"PK\x03\x04" and depth < 3:
        with zipfile.ZipFile(io.BytesIO(body)) as folder:
            for name in folder.namelist():
                yield name
                yield from unpacked(folder.read(name), depth + 1)
    else:
        yield body.decode("utf-8", "replace")
