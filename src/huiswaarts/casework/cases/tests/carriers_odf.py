"""Letters of OpenDocument that ask for something."""

# ruff: noqa: E501  marks are read more easily when they are not cut

from .carried import TARGETS, Hostile
from .hostile import OFFICE, package

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


def odf(what, chance):  # noqa: C901  a list of ways
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
            body = _formula(to, chance)
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


def _formula(to, chance):
    """With or without the name of its language; the address whole, or cut in pieces."""
    asks = chance.choice([
        "DDE(&quot;elders&quot;;&quot;/c x&quot;;&quot;x&quot;)",
        "WEBSERVICE(&quot;ht&quot;&amp;&quot;tp:elders&quot;)",
    ])  # fmt: skip
    asks = chance.choice(["ooow:", "of:=", "=", ""]) + asks
    cell = f'<table:table-row><table:table-cell table:formula="{asks}"/></table:table-row>'
    return chance.choice([
        f'<text:expression text:formula="{asks}" text:display="{to}">1</text:expression>',
        f'<text:conditional-text text:condition="{asks}">1</text:conditional-text>',
        f'<table:table table:name="T"><table:table-column/>{cell}</table:table>',
    ])  # fmt: skip
