"""Links of a PDF that are none, or that bring something along; each carries `CANARY`."""

from pikepdf import Array, Dictionary, Name

NO_ADDRESS = {
    "program": "javascript:elders()", "file": "file://elders/x", "share": r"\\elders\x",
    "data": "data:text/html,elders", "place": "#elders", "long": "https://elders.nl/" + "x" * 2_000,
    "control": "https://elders.nl/\0", "line": "https://elders.nl/\nx", "two bytes": "https://elders.nl/\u20ac",
    "half": "https:elders.nl", "name": Name("/https://elders.nl/"), "row": Array(["https://elders.nl/"]),
}  # fmt: skip
CLICKED = (
    *NO_ADDRESS, "stream", "name elsewhere", "stream as action", "row of actions", "next",
    "form field", "bookmark", "on opening", "shared with opening", "more in it", "as a bookmark",
    "behind a page",
)  # fmt: skip


def clicked(made, what):  # noqa: C901, PLR0915  a list of ways
    """A link to an address, as it should not be."""
    root, page = made.Root, made.pages[0].obj
    action = made.make_indirect(Dictionary(S=Name.URI, URI="https://elders.nl/"))
    link = made.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    )
    page.Annots = Array([link])
    match what:
        case "stream":
            action.URI = made.make_stream(b"https://elders.nl/")
        case "name elsewhere":
            action.URI = made.make_indirect(Name("/https://elders.nl/"))
        case "stream as action":
            link.A = made.make_stream(b"elders", S=Name.URI, URI="https://elders.nl/")
        case "row of actions":
            link.A = Array([action])
        case "next" | "more in it":
            action.URI = "https://a.example/"
            more = Dictionary(S=Name.JavaScript, JS="elders()")
            action["/Next" if what == "next" else "/Elders"] = more
        case "form field":
            link.Subtype, link.FT, link.T = Name.Widget, Name.Btn, "x"
            root.AcroForm = Dictionary(Fields=Array([link]))
        case "bookmark":
            item = made.make_indirect(Dictionary(Title="x", A=action))
            root.Outlines = made.make_indirect(Dictionary(First=item, Last=item, Count=1))
            page.Annots = Array([])
        case "on opening":
            root.OpenAction, page.Annots = action, Array([])
        case "shared with opening":
            action.URI = "https://a.example/"
            root.OpenAction, page.AA = action, Dictionary(O=action)
            link.AA = Dictionary(E=action)
        case "as a bookmark":  # one thing in two places must be good in both
            root.Outlines = made.make_indirect(Dictionary(First=action, Last=action, Count=1))
        case "behind a page":
            link.A = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=action)
        case _:
            action.URI = NO_ADDRESS[what]


# Written as an address, and it leads elsewhere or takes more along than one reads.
DECEIVES = {
    "a site before the site": "http://www.rijksoverheid.nl@elders.nl/",
    "with a password": "http://u:p@elders.nl/",
    "with a backslash": r"http:\/u@elders.nl/",
    "three slashes": "https:///u@elders.nl/",
    "written in numbers": "https://a.nl%40elders.nl/",
    "turned around": "https://elders.nl/\u202efdp.exe",
    "isolated": "https://elders.nl/\u2066x",
    "with what nobody sees": "https://a.nl\u200b.elders.nl/",
    "an end of the line": "https://a.nl&#10;.elders.nl/",
    "a letter with a file": "mailto:a@elders.nl?subject=x&amp;%41ttach=/etc/passwd",
}
