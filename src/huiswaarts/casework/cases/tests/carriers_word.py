"""Letters of Word that ask for something, in every place and spelling."""

# ruff: noqa: E501  marks are read more easily when they are not cut

from .carried import MODES, TARGETS, VML, Hostile
from .hostile import RELS, A, R, W, package

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


def word(what, chance):
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
