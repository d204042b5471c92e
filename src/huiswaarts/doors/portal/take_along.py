"""What is recorded, as one file to take along: for machines and for people."""

import datetime as dt
import io
import json
import zipfile

from django.template.loader import render_to_string
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.policies_documents import download
from huiswaarts.doors.portal.recorded import Everything
from huiswaarts.foundation.common.dates import language

STYLE = """body{font:1.1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{border-bottom:2px solid #0e5a45;margin-top:2.5rem}dt{font-weight:bold}dd{margin:0 0 .5rem}
ul{padding-left:1rem}li{margin-bottom:.75rem}li span,li strong{display:block}
"""
MOST_BYTES = 100 * 1024 * 1024  # of documents: more is a file that no phone takes


def pack(found: Everything, *, at: dt.datetime) -> bytes:
    """A ZIP with the same content twice, and the documents; the page needs no connection.

    Raises `StoreError` when the store is silent: half of it would look like the whole.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add_documents(archive, found)
        about = {"gemaakt op": at, "taal": language()}
        text = json.dumps(about | found.chapters(), ensure_ascii=False, indent=2, default=str)
        context = {"all": found, "made": at, "language": language()}
        archive.writestr("mijn-gegevens.json", text)
        archive.writestr("mijn-gegevens.html", render_to_string("portal/take_along.html", context))
        archive.writestr("stijl.css", STYLE)
    return out.getvalue()


def _add_documents(archive: zipfile.ZipFile, found: Everything) -> None:
    """Each fact says where its document is in this file, or why it is not."""
    room = MOST_BYTES
    for number, (facts, paper) in enumerate(zip(found.documents, found.papers, strict=True), 1):
        if not download(paper):
            continue
        if paper.size > room:
            facts["niet"] = _("Samen te groot. Haal dit document op bij de doos zelf.")
        elif data := _bytes_of(paper):
            room -= len(data)
            facts["bestand"] = f"documenten/{number:03}-{get_valid_filename(paper.file_name)}"
            archive.writestr(facts["bestand"], data)
        else:
            facts["niet"] = _("Dit document is beschadigd. Wij zoeken uit waardoor.")


def _bytes_of(paper: Document) -> bytes | None:
    try:
        return store.fetch(paper.storage_key, sha256=paper.sha256)
    except store.DamagedFileError:
        return None
