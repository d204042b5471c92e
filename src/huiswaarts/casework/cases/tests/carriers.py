"""Documents that ask for something when they are opened: every way that is known to do it, in every
place where it can stand, in every spelling. One number makes one file, always the same.

Each carries the word CANARY where it points or what it would run. Nothing that is given out may
hold that word: a reader that knows nothing of our lists looks for it (`outsider.py`).
"""

# ruff: noqa: E501  marks are read more easily when they are not cut
import random
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from .hostile import OFFICE, RELS, A, R, W, package, pdf
from .links import CLICKED, clicked

CANARY = "elders"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
TARGETS = (
    "http://elders.example/x", "https://elders.example/x", "file://elders/x", "//elders/x",
    r"\\elders\x", "ftp://elders/x", "HtTp://elders.example/x", " http://elders.example/x",
    "&#x68;ttp://elders.example/x", "smb://elders/x", "mhtml:http://elders/x!y",
    "ms-word:ofe|u|http://elders/x", "javascript:elders()", "data:text/html,elders",
)  # fmt: skip
MODES = ("External", " External", "External ", "external", "EXTERNAL", "&#69;xternal", "Elsewhere",
         "Extern\u0430l", "", "Internal")  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    what: str
    data: bytes


def hostile(seed: int) -> Hostile:
    chance = random.Random(seed)
    # one after the other, so that a short run has every kind
    kinds = [(one, make) for make, names in MAKERS.items() for one in names]
    what, make = kinds[seed % len(kinds)]
    return make(what, chance)


# Word

FIELD_WORDS = (
    "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "IMPORT", "DATABASE", "EMBED", "RD",
    "INCLUDE", "MACROBUTTON", "HTMLCONTROL", "AUTOTEXT", "GOTOBUTTON", "SOMETHINGNEW",
    "HYPERLINK",
)  # fmt: skip
WORD = (
    "altChunk", "v:imagedata r:href", "v:imagedata src", "v:image src", "o:href", "v:fill src",
    "v:stroke src", "v:shape href", "style url", "relation", "relation of a new kind", "subDoc",
    "a:blip r:link", "link and embed", "sound", "svg", "click", "simple field", "field",
    "field in field", "field in the word of a field", "template", "mail merge", "object", "control",
    "glossary", "frame", "data binding", "instruction to the reader", "entity", "ink",
    "printer", "custom part", "font", "web extension", "gfxdata", "movie", "chart",
)  # fmt: skip
PLACES = ("document", "header", "footer", "footnotes", "endnotes", "comments")


def _field(chance, words):
    """An instruction, cut in runs at random places."""
    cuts = sorted(chance.sample(range(1, len(words)), chance.randint(0, 3)))
    pieces = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    name = chance.choice(["instrText", "instrText", "delInstrText"])
    runs = "".join(
        f'<w:r><w:{name} xml:space="preserve">{piece}</w:{name}></w:r>' for piece in pieces
    )
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _asks(chance):
    word = chance.choice(FIELD_WORDS)
    word = chance.choice([word, word.lower(), word.title()])
    target = "file://elders/x" if word.upper() == "HYPERLINK" else chance.choice(TARGETS)
    return chance.choice(["", " ", "\t"]) + word + f" &quot;{target}&quot;"


def _in_field(inside):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _word_body(what, chance, to):  # noqa: C901, PLR0911, PLR0912  a list of ways
    match what:
        case "altChunk":
            return '<w:altChunk r:id="r1"/>'
        case "v:imagedata r:href":
            return (
                f'<w:r><w:pict {VML}><v:shape><v:imagedata r:href="r1"/></v:shape></w:pict></w:r>'
            )
        case "v:imagedata src" | "v:fill src" | "v:stroke src":
            one = what.split()[0]
            return f'<w:r><w:pict {VML}><v:rect><{one} src="{to}"/></v:rect></w:pict></w:r>'
        case "v:image src":
            return f'<w:r><w:pict {VML}><v:image src="{to}"/></w:pict></w:r>'
        case "o:href":
            return (
                f'<w:r><w:pict {VML}><v:shape><v:imagedata o:href="{to}" o:althref="{to}"/>'
                "</v:shape></w:pict></w:r>"
            )
        case "v:shape href":
            return f'<w:r><w:pict {VML}><v:shape href="{to}" o:gfxdata="elders"/></w:pict></w:r>'
        case "style url":
            return f'<w:r><w:pict {VML}><v:shape style="background:url({to})"/></w:pict></w:r>'
        case "gfxdata":
            return f'<w:r><w:pict {VML}><v:shape o:gfxdata="elders" o:relid="r1"/></w:pict></w:r>'
        case "subDoc" | "control" | "printer" | "movie":
            one = {"printer": "printerSettings"}.get(what, what)
            return f'<w:{one} r:id="r1"/>'
        case "object":
            return (
                f'<w:r><w:object {VML}><v:shape/><o:OLEObject Type="Link" ProgID="elders" '
                'r:id="r1"/></w:object></w:r>'
            )
        case "a:blip r:link" | "link and embed":
            more = ' r:embed="r1"' if what == "link and embed" else ""
            return f'<w:r><w:drawing><a:blip xmlns:a="{A}" r:link="r1"{more}/></w:drawing></w:r>'
        case "sound" | "click":
            one = "snd r:embed" if what == "sound" else "hlinkClick r:id"
            return f'<w:r><w:drawing><a:{one}="r1" xmlns:a="{A}" action="ppaction://elders"/></w:drawing></w:r>'
        case "svg":
            return (
                f'<w:r><w:drawing><a:blip xmlns:a="{A}"><a:extLst><a:ext uri="{to}"><x:svgBlip '
                'xmlns:x="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="r1"/>'
                "</a:ext></a:extLst></a:blip></w:drawing></w:r>"
            )
        case "chart":
            return (
                '<w:r><w:drawing><c:chart r:id="r1" xmlns:c='
                '"http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'
            )
        case "ink":
            return (
                "<w:r><w:drawing><w14:contentPart xmlns:w14="
                '"http://schemas.microsoft.com/office/word/2010/wordml" r:id="r1"/></w:drawing></w:r>'
            )
        case "simple field":
            return f'<w:fldSimple w:instr="{_asks(chance)}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        case "field":
            return _field(chance, _asks(chance).replace("&quot;", '"').replace("&#x68;", "h"))
        case "field in field":
            inner = _field(chance, _asks(chance).replace("&quot;", '"').replace("&#x68;", "h"))
            return _in_field(f"<w:r><w:instrText>IF 1 = 1 </w:instrText></w:r>{inner}")
        case "field in the word of a field":
            inner = _field(chance, 'QUOTE "INCLUDEPICTURE"')
            first = chance.choice(["", "INCLUDE", "I", "PAGE"])
            return _in_field(
                f"<w:r><w:instrText>{first}</w:instrText></w:r>{inner}"
                f'<w:r><w:instrText> "{chance.choice(TARGETS[:2])}"</w:instrText></w:r>'
            )
        case "data binding":
            return (
                '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/elders" w:storeItemID="{elders}"/></w:sdtPr>'
                "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
            )
    return ""


RELATED = {
    "altChunk": "aFChunk", "subDoc": "subDocument", "object": "oleObject", "control": "control",
    "sound": "audio", "click": "hyperlink", "glossary": "glossaryDocument", "frame": "frame",
    "printer": "printerSettings", "custom part": "customXml", "font": "font", "chart": "chart",
    "ink": "customXml", "movie": "video", "mail merge": "mailMergeSource",
    "template": "attachedTemplate", "web extension": "webextension", "svg": "image",
    "relation of a new kind": "elders",
}  # fmt: skip
INSIDE = ("altChunk", "glossary", "custom part", "svg", "printer", "font", "ink", "chart", "object",
          "control")  # fmt: skip


def _word(what, chance):
    to, place = chance.choice(TARGETS), chance.choice(PLACES)
    body = _word_body(what, chance, to)
    if "field" not in what and chance.random() < 0.3:
        body = f"<w:tbl><w:tr><w:tc><w:p>{body}</w:p></w:tc></w:tr></w:tbl>"
    if what == "click":  # a link to a page is no harm, and stays
        to = chance.choice(TARGETS[2:6])
    kind = RELATED.get(what, "image")
    if what in INSIDE and chance.random() < 0.6:
        target, mode, more = "afchunk/x.htm", "Internal", {"word/afchunk/x.htm": "<img src=elders>"}
    else:
        target, mode, more = to, chance.choice(MODES), {}
    needs = "r1" in body or what in RELATED or what == "relation"
    line = (
        f'<Relationship Id="r1" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        if needs else ""
    )  # fmt: skip
    parts = {"[Content_Types].xml": "<Types/>"} | more
    own = "document" if place == "document" else f"{place}1"
    parts |= _stories(place, body, line)
    if what in ("mail merge", "template"):
        parts["word/settings.xml"] = (
            f'<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:mailMerge><w:connectString w:val="{to}"/>'
            '<w:query w:val="elders"/><w:dataSource r:id="r1"/></w:mailMerge>'
            '<w:attachedTemplate r:id="r1"/></w:settings>'
        )
        parts["word/_rels/settings.xml.rels"] = (
            f'<Relationships xmlns="{RELS}">{line}</Relationships>'
        )
    name = f"word/{own}.xml"
    if what == "entity":
        parts[name] = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{to}">]>' + parts[name].partition("?>")[2]
    if what == "instruction to the reader":
        parts[name] = f'<?xml-stylesheet href="{to}"?>' + parts[name].partition("?>")[2]
    return Hostile(f"docx: {what} in {place}", package(_spelt(parts, chance)))


def _stories(place, body, line):
    """The document, and when it stands elsewhere that part with its relationships."""
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    main = body if place == "document" else ""
    lines = line if place == "document" else ""
    parts = {}
    if place != "document":
        lines = (
            f'<Relationship Id="r9" Type="{R}/{place}" Target="{place}1.xml"/>'
            f'<Relationship Id="r8" Type="{R}/settings" Target="settings.xml"/>'
        )
        tag = {"header": "hdr", "footer": "ftr"}.get(place, place)
        inside = f"<w:p>{body}</w:p>"
        if tag == place:
            inside = f'<w:{tag[:-1]} w:id="1">{inside}</w:{tag[:-1]}>'
        else:
            main = f'<w:sectPr><w:{place}Reference w:type="default" r:id="r9"/></w:sectPr>'
        parts[f"word/{place}1.xml"] = f'<?xml version="1.0"?><w:{tag} {spaces}>{inside}</w:{tag}>'
        parts[f"word/_rels/{place}1.xml.rels"] = (
            f'<Relationships xmlns="{RELS}">{line}</Relationships>'
        )
    else:
        lines += f'<Relationship Id="r8" Type="{R}/settings" Target="settings.xml"/>'
    parts["word/document.xml"] = (
        f'<?xml version="1.0"?><w:document {spaces}><w:body><w:p><w:r><w:t>Hallo</w:t></w:r>{main}'
        "</w:p></w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELS}">{lines}</Relationships>'
    return parts


def _spelt(parts, chance):
    """Other prefixes, another encoding, a part twice in another case."""
    way = chance.choice(["as it is", "as it is", "utf-16", "prefix", "utf-8-sig"])
    for name, whole in list(parts.items()):
        if not isinstance(whole, str) or "<" not in whole or not name.endswith((".xml", ".rels")):
            continue
        text = whole
        if way == "prefix":
            text = text.replace("<w:", "<q:").replace("</w:", "</q:").replace(" w:", " q:")
            text = text.replace("xmlns:w=", "xmlns:q=")
            text = text.replace(" r:", " rr:").replace("xmlns:r=", "xmlns:rr=")
        parts[name] = text.encode("utf-16" if way == "utf-16" else way if "-" in way else "utf-8")
    return parts


# OpenDocument

ODF = (
    "draw:image", "draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame",
    "style:background-image", "draw:fill-image", "text:section-source", "office:dde-source",
    "text:dde-connection", "text:database-display", "text:database-name", "text:execute-macro",
    "text:script", "script:event-listener", "form:form", "text:a", "text:list-level-style-image",
    "text:alphabetical-index-auto-mark-file", "table:table-source", "svg:font-face-uri",
    "table:cell-range-source", "chart:chart", "meta:template", "presentation:sound", "formula",
    "base", "settings", "manifest", "a part of the document", "entity in ODT",
)  # fmt: skip
NAMESPACES = {
    "office": "office", "text": "text", "draw": "drawing", "style": "style", "table": "table",
    "script": "script", "form": "form", "svg": "svg-compatible", "meta": "meta", "chart": "chart",
    "presentation": "presentation", "config": "config", "manifest": "manifest",
}  # fmt: skip
SPACES = " ".join(f'xmlns:{short}="{OFFICE}:{name}:1.0"' for short, name in NAMESPACES.items())
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def _odf(what, chance):  # noqa: C901  a list of ways
    to = chance.choice(TARGETS)
    if what == "text:a":
        to = chance.choice(TARGETS[2:6] + TARGETS[-4:])
    points = f'xlink:href="{to}" xlink:actuate="onLoad"'
    if what.partition(":")[2].startswith(("d", "e", "s")) and chance.random() < 0.5:
        points = ""  # what asks by a name, without an address
    said = (
        f'{points} text:connection-name="{to}" '
        f'text:database-name="elders" office:dde-item="elders" form:command="elders" '
        f'script:event-name="elders" text:name="elders" table:table-name="{to}"'
    )
    body, name = f"<{what} {said}>x</{what}>", chance.choice(["content.xml", "styles.xml"])
    more = {}
    match what:
        case "formula":
            body = f'<text:expression text:formula="ooow:DDE(&quot;{to}&quot;;elders)">1</text:expression>'
        case "base":
            body = f'<text:p xml:base="{to}">x</text:p>'
        case "settings":
            more = {"settings.xml": f'<office:document-settings {SPACES}><config:config-item '
                    'config:name="CurrentDatabaseDataSource" config:type="string">elders'
                    f"</config:config-item></office:document-settings>"}  # fmt: skip
        case "manifest":
            more = {"META-INF/manifest.xml": f'<manifest:manifest {SPACES}><manifest:file-entry '
                    f'manifest:full-path="{to}"/></manifest:manifest>'}  # fmt: skip
        case "a part of the document":
            more = {chance.choice(["Object 1/content.xml", "ObjectReplacements/Object 1",
                                   "Configurations2/x.xml", "Dialogs/x.xml"]): "elders"}  # fmt: skip
    if what in ("settings", "manifest", "a part of the document"):
        body = ""
    if chance.random() < 0.3:
        body = f"<text:section>{body}</text:section>"
    parts = {
        "content.xml": _content("document-content", body if name == "content.xml" else ""),
        "styles.xml": _content("document-styles", body if name == "styles.xml" else ""),
    } | more
    if what.startswith("entity"):
        parts[name] = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{to}">]>' + parts[name].partition("?>")[2]
    parts = {one: text.encode(chance.choice(["utf-8", "utf-8-sig"])) for one, text in parts.items()}
    first = "application/vnd.oasis.opendocument.text"
    return Hostile(f"odt: {what} in {name}", package(parts, first=first))


def _content(root, body):
    inside = (
        f"<office:body><office:text><text:p>Hallo</text:p>{body}</office:text></office:body>"
        if root == "document-content"
        else f"<office:styles/><office:automatic-styles/><office:master-styles>{body}</office:master-styles>"
    )
    return f'<?xml version="1.0"?><office:{root} {SPACES}>{inside}</office:{root}>'


# PDF

ACTING = (
    "JavaScript", "Launch", "URI", "SubmitForm", "GoToR", "GoToE", "ImportData", "Rendition", "Sound",
    "Movie", "Thread", "GoTo3DView", "RichMediaExecute", "Named", "Hide", "GoToDp", "NewAction",
)  # fmt: skip
KEPT_ELSEWHERE = (
    "Ref", "OPI", "F of a stream", "Alternates", "Metadata", "PieceInfo", "EmbeddedFiles", "XFA",
    "Collection", "AF", "Thumb", "PS", "Names JavaScript", "base", "DPartRoot", "Requirements",
    "Extensions", "Legal", "FontFile elsewhere", "HT", "Info", "UseCMap",
)  # fmt: skip
STRANGE = ("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D", "PrinterMark", "TrapNet",
           "Watermark", "Projection", "NewKind")  # fmt: skip


def _acts(made, chance, kind):
    to = chance.choice(TARGETS)
    inside = Dictionary(
        S=Name("/" + kind), JS="elders()", F=to, URI=to, N=Name("/elders"), R=Dictionary(C=to)
    )
    if chance.random() < 0.5:
        inside = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=inside)
    return made.make_indirect(inside) if chance.random() < 0.5 else inside


def _led(chance, act):
    """A link to a page is no harm, and stays."""
    if act.S == Name.URI:
        act.URI = chance.choice(TARGETS[2:6])
    return act


def _hang(made, chance, act):  # noqa: C901  a list of places
    root, page = made.Root, made.pages[0].obj
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    field = made.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="x", Rect=[0, 0, 9, 9])
    )
    root.AcroForm = Dictionary(Fields=Array([field]))
    place = chance.randrange(10)
    match place:
        case 0:
            root.OpenAction = act
        case 1:
            root.AA = Dictionary(WC=act)
        case 2:
            page.AA = Dictionary(O=act)
        case 3:
            link.A = _led(chance, act)
        case 4:
            link.PA = act
        case 5:
            link.AA = Dictionary(E=act)
        case 6:
            field.AA = Dictionary(K=act)
            root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))
        case 7:
            root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", act])))
        case 8:
            item = made.make_indirect(Dictionary(Title="x", A=act))
            root.Outlines = made.make_indirect(Dictionary(First=item, Last=item, Count=1))
        case 9:
            root.Names = Dictionary(Dests=Dictionary(Names=Array(["x", Dictionary(A=act, D=act)])))
    page.Annots = Array([made.make_indirect(link), field])


def _kept(made, chance, what):  # noqa: C901, PLR0912, PLR0915  a list of ways
    root, page, to = made.Root, made.pages[0].obj, chance.choice(TARGETS)
    spec = made.make_indirect(Dictionary(Type=Name.Filespec, F=to, UF=to))
    bytes_ = made.make_stream(b"elders")
    form = made.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    image = made.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    match what:
        case "Ref":
            form.Ref = Dictionary(F=spec, Page=0)
        case "OPI":
            one = chance.choice([form, image])
            one.OPI = Dictionary({"/1.3": Dictionary(Type=Name.OPI, Version=1.3, F=spec)})
        case "F of a stream":
            one = chance.choice([form, image])
            one.F, one.FFilter = spec, Name.FlateDecode
        case "Alternates":
            other = made.make_stream(b"\0", Subtype=Name.Image, F=spec, Width=1, Height=1)
            image.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=True)])
        case "Metadata" | "PieceInfo" | "AF" | "Thumb":
            chance.choice([root, page, form, image])[f"/{what}"] = bytes_
        case "EmbeddedFiles":
            spec.EF = Dictionary(F=bytes_)
            root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(["x", spec])))
        case "XFA":
            root.AcroForm = Dictionary(Fields=Array([]), XFA=bytes_)
        case "Names JavaScript":
            root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", bytes_])))
        case "base":
            root.URI = Dictionary(Base=to)
        case "PS":
            form.Subtype, form.PS = Name.PS, bytes_
        case "FontFile elsewhere":
            page.Resources = Dictionary(Font=Dictionary(F1=Dictionary(
                Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.X,
                FontDescriptor=Dictionary(FontFile2=made.make_stream(b"", F=spec)),
            )))  # fmt: skip
        case "UseCMap":
            page.Resources = Dictionary(Font=Dictionary(F1=Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X,
                Encoding=made.make_stream(b"", F=spec, UseCMap=made.make_stream(b"", F=spec)),
            )))  # fmt: skip
        case "HT":
            page.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(HT=bytes_, F=spec)))
        case "Info":
            made.docinfo["/Elders"] = "elders"
        case _:
            root[f"/{what}"] = chance.choice([bytes_, spec])
    drawn = Dictionary(XObject=Dictionary(Im=image, Fm=form))
    if "/Resources" not in page or not page.Resources.keys():
        page.Resources = drawn if chance.random() < 0.5 else Dictionary(
            XObject=Dictionary(Outer=made.make_stream(
                b"/Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=drawn,
            ))
        )  # fmt: skip


def _strange(made, chance, kind):
    to = chance.choice(TARGETS)
    spec = Dictionary(Type=Name.Filespec, F=to, EF=Dictionary(F=made.make_stream(b"elders")))
    one = Dictionary(
        Type=Name.Annot, Subtype=Name("/" + kind), Rect=[0, 0, 9, 9], FS=spec, Movie=spec, Sound=spec,
        RichMediaContent=Dictionary(Assets=spec), MK=Dictionary(F=spec), FixedPrint=spec,
        AP=Dictionary(N=made.make_stream(b"", Ref=spec)),
    )  # fmt: skip
    made.pages[0].obj.Annots = Array([made.make_indirect(one) if chance.random() < 0.5 else one])


def _pdf(what, chance):
    def change(made):
        kind = what.partition(" ")[2]
        if what.startswith("action"):
            _hang(made, chance, _acts(made, chance, kind))
        elif what.startswith("annotation"):
            _strange(made, chance, kind)
        elif what == "link":
            clicked(made, chance.choice(CLICKED))
        else:
            _kept(made, chance, kind)

    how = chance.choice(["plain", "packed", "escaped"])
    mode = pikepdf.ObjectStreamMode
    data = pdf(
        2, change, object_stream_mode=mode.generate if how == "packed" else mode.disable,
        compress_streams=how == "packed",
    )  # fmt: skip
    if how == "escaped":  # a name may be written with its signs as numbers
        for name in (b"/Launch", b"/URI", b"/JavaScript", b"/Ref", b"/OPI", b"/AA"):
            data = data.replace(name + b" ", b"/#%02x" % name[1] + name[2:] + b" ")
    return Hostile(f"pdf: {what}, {how}", data)


# Other office files, which are never taken

OTHERS = ("external link", "connection", "query table", "formula", "video in slides", "action in slides",
          "both a sheet and a letter")  # fmt: skip


def _other(what, chance):
    to = chance.choice(TARGETS)
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}
    parts |= {
        "external link": {"xl/externalLinks/externalLink1.xml": f"<x>{to}</x>"},
        "connection": {"xl/connections.xml": f'<x url="{to}"/>'},
        "query table": {"xl/queryTables/queryTable1.xml": f'<x url="{to}"/>'},
        "formula": {"xl/worksheets/sheet1.xml": f"<f>WEBSERVICE({to})</f><f>RTD({to})</f>"},
        "video in slides": {"ppt/slides/slide1.xml": f'<p:video href="{to}"/>'},
        "action in slides": {"ppt/slides/slide1.xml": '<a action="ppaction://program?elders"/>'},
        "both a sheet and a letter": {
            "xl/connections.xml": f'<x url="{to}"/>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>',
        },
    }[what]
    return Hostile(f"office: {what}", package(parts))


MAKERS = {
    _word: WORD,
    _odf: ODF,
    _pdf: (
        *(f"action {kind}" for kind in ACTING),
        *(f"annotation {kind}" for kind in STRANGE),
        *(f"kept {kind}" for kind in KEPT_ELSEWHERE),
        "link",
    ),
    _other: OTHERS,
}
WAYS = [what for ways in MAKERS.values() for what in ways]
NUMBER = len(WAYS)
