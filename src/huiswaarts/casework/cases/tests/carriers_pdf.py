"""PDF files that act, point elsewhere or hold what nobody sees."""

# ruff: noqa: E501  marks are read more easily when they are not cut

import pikepdf
from pikepdf import Array, Dictionary, Name

from .carried import TARGETS, Hostile
from .hostile import pdf
from .links import CLICKED, clicked

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


def acting_pdf(what, chance):
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
