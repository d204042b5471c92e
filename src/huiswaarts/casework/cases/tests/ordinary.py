"""Letters as people send them: with what Word, LibreOffice and a scanner put in without asking."""

# ruff: noqa: E501  marks are read more easily when they are not cut
import io

import odfdo
from pikepdf import Array, Dictionary, Name, OutlineItem

from .hostile import RELS, A, R, W, package, pdf, photo_with_place, picture

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:wps="{WPS}" '
    f'xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w16x="http://schemas.microsoft.com/office/word/2031/wordml" mc:Ignorable="w14 w16x"'
)


def field(words, shown):
    begin, turn, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    half = len(words) // 2
    told = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (words[:half], words[half:])
    )
    return f"{begin}{told}{turn}<w:r><w:t>{shown}</w:t></w:r>{end}"


def p(inside, style=""):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p w14:paraId="0A1B2C3D" w16x:new="1">{look}{inside}</w:p>'


def t(words):
    return f'<w:r><w:rPr><w:b/><w:color w:val="1F497D" w:themeColor="text2"/></w:rPr><w:t>{words}</w:t></w:r>'


PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0"><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Foto" '
    f'descr="Logo: de gemeente"/><a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="logo.jpeg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId5"><a:extLst><a:ext uri="{28A0092B}"/></a:extLst></a:blip><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
FRAME = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
    f'<a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>'
    f"<w:txbxContent>{p(t('In een kader'))}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape id="x" style="position:absolute;margin-left:0;width:9pt" o:spid="_x0000_s1026" '
    'o:gfxdata="UEsDBBQ=" fillcolor="#ff0000 [3205]"><v:textbox><w:txbxContent>'
    f"{p(t('In een kader'))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
BODY = (
    p(t("Beste Samir,"), "Kop1")
    + p(field(' TOC \\o "1-3" \\h \\z \\u ', "Inhoud") + field(' DATE \\@ "d MMMM yyyy" ', "30 november"))
    + p('<w:hyperlink r:id="rId6" w:tooltip="Naar: de site"><w:r><w:t>rijksoverheid</w:t></w:r></w:hyperlink>')
    + p(field(' HYPERLINK "https://www.rijksoverheid.nl/" \\o "x" ', "nog eens"))
    + p(field(" IF  1 = 1 ", "ja") + '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    + p('<w:smartTag w:uri="urn:x" w:element="plaats"><w:r><w:t>Utrecht</w:t></w:r></w:smartTag>')
    + "<w:tbl><w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid>"
    + f"<w:tr><w:tc>{p(t('Huur'))}</w:tc><w:tc>{p(t('612 euro'))}</w:tc></w:tr></w:tbl>"
    + p('<w:r><w:t>Eerste punt</w:t></w:r><w:commentRangeStart w:id="1"/>', "Lijst")
    + p(PICTURE + FRAME)
    + p('<w:r><w:footnoteReference w:id="2"/></w:r><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkEnd w:id="0"/>')
    + '<w:sdt><w:sdtPr><w:alias w:val="Datum"/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>'
    + f"<w:sdtContent>{p(t('Ingevuld'))}</w:sdtContent></w:sdt>"
    + '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)  # fmt: skip


def _rels(*lines):
    inside = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{more}/>'
        for name, kind, target, more in lines
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELS}">{inside}</Relationships>'


def word_letter():
    out = ' TargetMode="External"'
    part = f'<?xml version="1.0"?><w:{{0}} {SPACES}>{{1}}</w:{{0}}>'.format
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _rels(("rId1", "officeDocument", "word/document.xml", "")),
            "docProps/core.xml": "<x/>",
            "word/document.xml": part("document", f"<w:body>{BODY}</w:body>"),
            "word/_rels/document.xml.rels": _rels(
                ("rId1", "styles", "styles.xml", ""),
                ("rId2", "settings", "settings.xml", ""),
                ("rId3", "customXml", "../customXml/item1.xml", ""),
                ("rId4", "theme", "theme/theme1.xml", ""),
                ("rId5", "image", "media/image1.jpeg", ""),
                ("rId6", "hyperlink", "https://www.rijksoverheid.nl/", out),
                ("rId7", "header", "header1.xml", ""),
                ("rId8", "footnotes", "footnotes.xml", ""),
                ("rId9", "comments", "comments.xml", ""),
                ("rId10", "webSettings", "webSettings.xml", ""),
            ),
            "word/styles.xml": part(
                "styles",
                '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:rsid '
                'w:val="00A1"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>',
            ),
            "word/settings.xml": part(
                "settings",
                '<w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:defaultTabStop w:val="7"/>'
                '<w:compat><w:compatSetting w:name="compatibilityMode" '
                'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:rsids/>'
                '<w14:docId w14:val="1"/><w16x:whatever/>',
            ),
            "word/_rels/settings.xml.rels": _rels(
                ("rId1", "attachedTemplate", "file:///S:\\Sjablonen\\Brief.dotx", out)
            ),
            "word/theme/theme1.xml": f'<a:theme xmlns:a="{A}" name="x"><a:themeElements/></a:theme>',
            "word/header1.xml": part("hdr", p(t("Gemeente Aadorp") + field(" PAGE ", "1"))),
            "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{p(t("Een noot"))}</w:footnote>'),
            "word/comments.xml": part(
                "comments",
                f'<w:comment w:id="1" w:author="Bea Bos" w:initials="BB">{p(t("Klopt dit?"))}</w:comment>',
            ),
            "word/webSettings.xml": part("webSettings", ""),
            "customXml/item1.xml": "<a/>",
            "word/media/image1.jpeg": photo_with_place(),
        }
    )  # fmt: skip


def open_letter():
    """As LibreOffice writes it: its own template, with a table, a picture, a list and contents."""
    made = odfdo.Document("text")
    body = made.body
    body.clear()
    body.append(odfdo.Header(1, "Beste Samir"))
    body.append(odfdo.TOC())
    body.append(odfdo.Paragraph("Tot dinsdag. Café."))
    link = odfdo.Paragraph("")
    link.append(odfdo.Link("https://www.rijksoverheid.nl/", text="rijksoverheid"))
    body.append(link)
    body.append(odfdo.List(["Eerste punt", "Tweede punt"]))
    table = odfdo.Table("Huur")
    table.set_values([["Huur", 612], ["Stroom", 80.5]])
    body.append(table)
    name = made.add_file(_picture_file())
    frame = odfdo.Frame.image_frame(name, size=("2cm", "2cm"), anchor_type="as-char")
    shown = odfdo.Paragraph("")
    shown.append(frame)
    body.append(shown)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _picture_file():
    file = io.BytesIO(picture("PNG"))
    file.name = "foto.png"
    return file


LINK = "https://www.rijksoverheid.nl/"
PAGE_WORDS = b"BT /F1 12 Tf 20 700 Td (Beste Samir) Tj ET /Im Do /Fm Do"


def printed_letter():
    """With a font, a photo, a form that was filled in, a link, bookmarks and how it is read aloud."""

    def change(made):
        page = made.pages[0].obj
        photo = made.make_stream(
            photo_with_place(), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40,
            BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
            SMask=made.make_stream(
                bytes(2400), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40,
                BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            ),
        )  # fmt: skip
        drawn = made.make_stream(
            b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        )  # fmt: skip
        font = made.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=32, LastChar=33,
                Widths=[278, 278], Encoding=Dictionary(
                    Type=Name.Encoding, Differences=Array([32, Name.space, Name.euro])
                ), ToUnicode=made.make_stream(b"/CIDInit /ProcSet findresource begin end"),
            )
        )  # fmt: skip
        page.Contents = made.make_stream(PAGE_WORDS)
        page.Resources = Dictionary(
            Font=Dictionary(F1=font), XObject=Dictionary(Im=photo, Fm=drawn),
            ExtGState=Dictionary(G0=Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Multiply)),
            ColorSpace=Dictionary(C0=Array([Name.Indexed, Name.DeviceRGB, 1, b"abcdef"])),
            Shading=Dictionary(S0=Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 1, 1],
                Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1),
            )),
        )  # fmt: skip
        look = made.make_stream(b"(Ja) Tj", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        filled = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="naam", V="Samir", DA="/F1 9 Tf",
                Rect=[0, 0, 99, 9], AP=Dictionary(N=look), MK=Dictionary(BC=[0]), P=page,
            )
        )  # fmt: skip
        ticked = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T="akkoord", V=Name.Ja, AS=Name.Ja,
                Rect=[0, 0, 9, 9], AP=Dictionary(N=Dictionary(Ja=look, Off=look)),
            )
        )  # fmt: skip
        inside = Dictionary(S=Name.GoTo, D=Array([made.pages[1].obj, Name.Fit]))
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=inside, Border=[0, 0, 1]
        )
        there = made.make_indirect(Dictionary(Type=Name.Action, S=Name.URI, URI=LINK))
        site = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 99, 18], A=there, StructParent=1
            )
        )
        page.Annots = Array([filled, ticked, made.make_indirect(link), site])
        made.Root.AcroForm = Dictionary(
            Fields=Array([filled, ticked]), DR=Dictionary(Font=Dictionary(F1=font)), DA="/F1 9 Tf"
        )
        _read_aloud(made, page, site)
        with made.open_outline() as outline:
            outline.root.append(OutlineItem("Tweede", 1))

    return pdf(2, change)


def _read_aloud(made, page, site):
    top = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    line = made.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page, K=0, Alt="Aanhef",
                   A=Dictionary(O=Name.Layout, TextAlign=Name.Start))
    )  # fmt: skip
    line.K = Array([0, Dictionary(Type=Name.OBJR, Obj=site, Pg=page)])
    top.K = Array([line])
    top.ParentTree = made.make_indirect(Dictionary(Nums=Array([0, Array([line])])))
    top.RoleMap = Dictionary(Aanhef=Name.P)
    made.Root.StructTreeRoot, made.Root.MarkInfo = top, Dictionary(Marked=True)
    made.Root.Lang, page.StructParents = "nl-NL", 0


def scan_of_a_letter():
    """A photo that a telephone put in a PDF."""
    return picture("PDF", size=(200, 300))
