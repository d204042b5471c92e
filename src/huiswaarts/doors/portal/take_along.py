"""What is recorded, as one file to take along: for machines and for people."""

import datetime as dt
import io
import json
import zipfile

from django.template.loader import render_to_string

from huiswaarts.doors.portal.recorded import Everything
from huiswaarts.foundation.common.dates import language

STYLE = """body{font:1.1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{border-bottom:2px solid #0e5a45;margin-top:2.5rem}dt{font-weight:bold}dd{margin:0 0 .5rem}
ul{padding-left:1rem}li{margin-bottom:.75rem}li span,li strong{display:block}
"""


def pack(found: Everything, *, at: dt.datetime) -> bytes:
    """A ZIP with the same content twice; the page needs no connection to be read."""
    about = {"gemaakt op": at, "taal": language()}
    text = json.dumps(about | found.chapters(), ensure_ascii=False, indent=2, default=str)
    context = {"all": found, "made": at, "language": language()}
    page = render_to_string("portal/take_along.html", context)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mijn-gegevens.json", text)
        archive.writestr("mijn-gegevens.html", page)
        archive.writestr("stijl.css", STYLE)
    return out.getvalue()
