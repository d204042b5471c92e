"""What a PDF may hold, by where it stands: every key of every kind of dictionary that a page needs.

`PLAIN` are numbers, names, words and rows of these. `ANY(kind)` are names that the maker chose,
each with that kind behind it. What is not here is left out; a page looks the same without it.
Names stand in ISO 32000-1.
"""

PLAIN = "plain"


def ANY(kind: str) -> str:  # noqa: N802  reads as a kind
    return f"any {kind}"


def _plain(names: str) -> dict[str, str]:
    return {f"/{name}": PLAIN for name in names.split()}


_BOXES = _plain("MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit")
_STREAM = _plain("Length Filter") | {"/DecodeParms": "decoding"}
_TREE = {"/Limits": PLAIN}
_FORM = {
    **_STREAM,
    **_plain("Type Subtype FormType BBox Matrix StructParent StructParents Name"),
    "/Resources": "resources",
    "/Group": "group",
    "/OC": "layer",
}
_FIELD = {
    **_plain("FT T TU TM Ff V DV DA Q DS MaxLen Opt TI I"),
    "/Parent": "annotation",
    "/Kids": "annotation",
}

KINDS: dict[str, dict[str, str]] = {
    "catalog": {
        **_plain("Type Version Lang PageMode PageLayout"),
        "/Pages": "pages",
        "/StructTreeRoot": "structure",
        "/MarkInfo": "marks",
        "/PageLabels": "labels",
        "/Outlines": "bookmark",
        "/Names": "names",
        "/Dests": ANY("destination"),
        "/AcroForm": "form",
        "/OCProperties": "layers",
    },
    "names": {"/Dests": "named"},
    "named": {**_TREE, "/Kids": "named", "/Names": "destination"},
    "destination": {"/D": "destination", **_plain("Type")},
    "marks": _plain("Marked UserProperties Suspects"),
    "labels": {**_TREE, "/Kids": "labels", "/Nums": "label"},
    "label": _plain("Type S P St"),
    "bookmark": {
        **_plain("Type Title Count C F"),
        **dict.fromkeys(["/Parent", "/Prev", "/Next", "/First", "/Last"], "bookmark"),
        "/Dest": "destination",
        "/A": "action",
        "/SE": "structure",
    },
    # Turning to another page of the same document; a link may also lead to an address.
    "action": {**_plain("Type S"), "/D": "destination"},
    "address": _plain("Type S URI"),
    "pages": {
        **_plain("Type Count Tabs StructParents"),
        **_BOXES,
        "/Parent": "pages",
        "/Kids": "pages",
        "/Resources": "resources",
        "/Contents": "content",
        "/Group": "group",
        "/Annots": "annotation",
    },
    "content": _STREAM,
    "decoding": {
        **_plain(
            "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign "
            "Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform"
        ),
        "/JBIG2Globals": "content",
    },
    "group": {**_plain("Type S I K"), "/CS": "paint"},
    "resources": {
        **_plain("ProcSet"),
        "/ExtGState": ANY("state"),
        "/ColorSpace": ANY("paint"),
        "/Pattern": ANY("paint"),
        "/Shading": ANY("paint"),
        "/XObject": ANY("drawing"),
        "/Font": ANY("font"),
        "/Properties": ANY("layer"),
    },
    "drawing": {
        **_FORM,
        **_plain(
            "Width Height BitsPerComponent Intent ImageMask Decode Interpolate SMaskInData Matte"
        ),
        "/ColorSpace": "paint",
        "/Mask": "drawing",
        "/SMask": "drawing",
    },
    # Colours, patterns, shadings and the functions that they reckon with.
    "paint": {
        **_STREAM,
        **_plain(
            "Type Subtype N Range WhitePoint BlackPoint Gamma Matrix Components Solidities "
            "PrintingOrder FunctionType Domain Bounds Encode Size BitsPerSample Order Decode C0 C1 "
            "ShadingType Background BBox AntiAlias Coords Extend BitsPerCoordinate "
            "BitsPerComponent BitsPerFlag VerticesPerRow PatternType PaintType TilingType XStep "
            "YStep"
        ),
        **dict.fromkeys(
            ["/Alternate", "/ColorSpace", "/Function", "/Functions", "/Shading", "/Process"],
            "paint",
        ),
        "/Colorants": ANY("paint"),
        "/MixingHints": "paint",
        "/Resources": "resources",
        "/ExtGState": "state",
    },
    "state": {
        **_plain(
            "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK BG2 UCR2 TR2 UseBlackPtComp"
        ),
        "/Font": "font",
        "/SMask": "mask",
        "/BG": "paint",
        "/UCR": "paint",
        "/TR": "paint",
    },
    "mask": {**_plain("Type S BC"), "/G": "drawing", "/TR": "paint"},
    "font": {
        **_plain(
            "Type Subtype Name BaseFont FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix"
        ),
        "/FontDescriptor": "description",
        "/Encoding": "encoding",
        "/ToUnicode": "encoding",
        "/DescendantFonts": "font",
        "/CIDSystemInfo": "system",
        "/CIDToGIDMap": "content",
        "/CharProcs": ANY("content"),
        "/Resources": "resources",
    },
    "system": _plain("Registry Ordering Supplement"),
    "encoding": {
        **_STREAM,
        **_plain("Type BaseEncoding Differences CMapName WMode"),
        "/CIDSystemInfo": "system",
        "/UseCMap": "encoding",
    },
    "description": {
        **_plain(
            "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent "
            "Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet "
            "Lang"
        ),
        **dict.fromkeys(["/FontFile", "/FontFile2", "/FontFile3", "/CIDSet"], "font program"),
    },
    "font program": {**_STREAM, **_plain("Length1 Length2 Length3 Subtype")},
    "annotation": {
        **_FIELD,
        **_plain(
            "Type Subtype Rect Contents NM M F Border C StructParent H QuadPoints CA T Name "
            "Open L LE IC LL LLE LLO CO CP Cap IT Vertices InkList RD DA DS Q CL Sy RT Subj State "
            "StateModel AS CreationDate"
        ),
        "/P": "pages",
        "/OC": "layer",
        "/BS": "border",
        "/BE": "border",
        "/MK": "look",
        "/AP": "appearance",
        "/Dest": "destination",
        "/A": "action",
        "/Popup": "annotation",
        "/IRT": "annotation",
    },
    "border": _plain("Type W S D I"),
    "look": {
        **_plain("R BC BG CA RC AC TP"),
        **dict.fromkeys(["/I", "/RI", "/IX"], "drawing"),
        "/IF": "fit",
    },
    "fit": _plain("SW S A FB"),
    "appearance": dict.fromkeys(["/N", "/R", "/D"], "shown"),
    "form": {
        **_plain("NeedAppearances DA Q"),
        "/Fields": "annotation",
        "/DR": "resources",
    },
    "layers": {"/OCGs": "layer", "/D": "layer choice", "/Configs": "layer choice"},
    "layer": {
        **_plain(
            "Type Name Intent P MCID ActualText Alt Lang E Attached BBox Subtype Scope Summary"
        ),
        "/OCGs": "layer",
        "/VE": "layer",
    },
    "layer choice": {
        **_plain("Name BaseState Intent ListMode"),
        **dict.fromkeys(["/ON", "/OFF", "/Order", "/RBGroups", "/Locked"], "layer"),
    },
    "structure": {
        **_plain("Type S ID R T Lang Alt E ActualText C ParentTreeNextKey MCID Stm"),
        "/P": "structure",
        "/K": "structure",
        "/Pg": "pages",
        "/A": "structure look",
        "/Obj": "structured",
        "/IDTree": "structure ids",
        "/ParentTree": "structure numbers",
        "/RoleMap": "roles",
        "/ClassMap": ANY("structure look"),
    },
    "structure ids": {**_TREE, "/Kids": "structure ids", "/Names": "structure"},
    "structure numbers": {**_TREE, "/Kids": "structure numbers", "/Nums": "structure"},
    "structure look": _plain(
        "O Placement WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding "
        "Color SpaceBefore SpaceAfter StartIndent EndIndent TextIndent TextAlign BBox Width Height "
        "BlockAlign InlineAlign TBorderStyle TPadding BaselineShift LineHeight "
        "TextDecorationColor TextDecorationThickness TextDecorationType RubyAlign RubyPosition "
        "GlyphOrientationVertical ColumnCount ColumnGap ColumnWidths ListNumbering RowSpan ColSpan "
        "Headers Scope Summary Role checked Checked Desc"
    ),
    "roles": {},
}
KINDS["shown now"] = KINDS["drawing"]
# The only one that may lead elsewhere, since somebody has to click on it.
KINDS["link"] = KINDS["annotation"] | {"/A": "click"}
# What stands on a page and does nothing of itself; the others are taken off.
_ANNOTATIONS = """
Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp
Caret Ink Popup Widget
"""
ANNOTATIONS = frozenset(f"/{name}" for name in _ANNOTATIONS.split())
DRAWINGS = frozenset(["/Image", "/Form"])  # not /PS, which is a program for a printer
ACTIONS = frozenset(["/GoTo"])
# How bytes may be packed. Not /Crypt, and nothing that is not in the standard.
_FILTERS = """
FlateDecode LZWDecode ASCII85Decode ASCIIHexDecode RunLengthDecode CCITTFaxDecode DCTDecode
JPXDecode JBIG2Decode Fl LZW A85 AHx RL CCF DCT
"""
FILTERS = frozenset(f"/{name}" for name in _FILTERS.split())
