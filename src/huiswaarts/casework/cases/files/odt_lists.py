"""What an OpenDocument text may hold: everything else is left out or refused.

Names stand in OpenDocument 1.3, part 3; a name that is not here was not looked at.
"""

import re

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TEXT, TABLE, DRAW, STYLE, NUMBER, CONFIG, MANIFEST = (
    f"{_OASIS}:{name}:1.0"
    for name in ("office", "text", "table", "drawing", "style", "datastyle", "config", "manifest")
)
FO, SVG = (f"{_OASIS}:{name}-compatible:1.0" for name in ("xsl-fo", "svg"))
META, PRESENTATION, FORM, SCRIPT = (
    f"{_OASIS}:{name}:1.0" for name in ("meta", "presentation", "form", "script")
)
DC, XLINK = "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/xlink"
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"

_GOOD_NAMES = {
    OFFICE: "document-content document-styles body text automatic-styles styles master-styles "
    "font-face-decls annotation annotation-end change-info",
    TEXT: """
p h span s tab line-break soft-page-break a bookmark bookmark-start bookmark-end reference-mark
reference-mark-start reference-mark-end bookmark-ref reference-ref note-ref sequence-ref list
list-item list-header list-style list-level-style-number list-level-style-bullet
list-level-style-image numbered-paragraph number section index-title index-body
index-title-template table-of-content table-of-content-source table-of-content-entry-template
index-source-style index-source-styles index-entry-text index-entry-page-number
index-entry-chapter index-entry-tab-stop index-entry-span index-entry-link-start
index-entry-link-end alphabetical-index alphabetical-index-source
alphabetical-index-entry-template alphabetical-index-mark alphabetical-index-mark-start
alphabetical-index-mark-end illustration-index illustration-index-source
illustration-index-entry-template table-index table-index-source table-index-entry-template
toc-mark toc-mark-start toc-mark-end user-index-mark user-index-mark-start user-index-mark-end
note note-citation note-body notes-configuration linenumbering-configuration
linenumbering-separator outline-style outline-level-style tracked-changes changed-region
insertion deletion format-change change change-start change-end date time page-number
page-continuation author-name author-initials chapter file-name template-name sheet-name
page-count paragraph-count word-count character-count table-count image-count object-count title
subject keywords description initial-creator creation-date creation-time modification-date
modification-time print-date print-time printed-by editing-cycles editing-duration creator
user-defined sender-firstname sender-lastname sender-initials sender-title sender-position
sender-email sender-phone-private sender-fax sender-company sender-phone-work sender-street
sender-city sender-postal-code sender-country sender-state-or-province variable-set variable-get
variable-input variable-decls variable-decl user-field-get user-field-input user-field-decls
user-field-decl sequence sequence-decls sequence-decl expression conditional-text hidden-text
hidden-paragraph placeholder text-input drop-down label page-variable-set page-variable-get ruby
ruby-base ruby-text meta-field meta measure
""",
    TABLE: "table table-columns table-column table-header-columns table-rows table-row "
    "table-header-rows table-row-group table-column-group table-cell covered-table-cell "
    "table-template first-row last-row first-column last-column body even-rows odd-rows "
    "even-columns odd-columns background title desc shapes",
    DRAW: "frame text-box image g rect line polyline polygon regular-polygon path circle ellipse "
    "connector measure caption custom-shape enhanced-geometry equation handle glue-point gradient "
    "hatch fill-image marker stroke-dash opacity layer layer-set a control-point",
    STYLE: """
style default-style text-properties paragraph-properties section-properties ruby-properties
table-properties table-column-properties table-row-properties table-cell-properties
graphic-properties list-level-properties list-level-label-alignment page-layout
page-layout-properties default-page-layout header-style footer-style header-footer-properties
master-page header footer header-left footer-left header-first footer-first columns column
column-sep tab-stops tab-stop drop-cap background-image footnote-sep font-face map region-left
region-center region-right drawing-page-properties presentation-page-layout
""",
    NUMBER: "number-style number scientific-number fraction currency-style currency-symbol "
    "percentage-style date-style day month year era day-of-week week-of-year quarter time-style "
    "hours minutes seconds am-pm boolean-style boolean text-style text text-content fill-character "
    "embedded-text",
    SVG: "title desc linearGradient radialGradient stop",
    DC: "creator date title description subject",
    META: "creator-initials date-string",
    LOEXT: "graphic-properties sender-initials",
}
ELEMENTS = frozenset(
    f"{{{space}}}{name}" for space, names in _GOOD_NAMES.items() for name in names.split()
)
# Attributes outside these are of other programs, and left out.
SPACES = frozenset([*_GOOD_NAMES, FO, PRESENTATION]) - {DC, META}
# Left out, since nobody sees a difference: form fields (one that is shown is refused where it is
# shown), macros that hang on the document, connections and definitions that only a program reads.
UNSEEN = frozenset(
    [
        *(f"{{{OFFICE}}}{name}" for name in ("scripts", "settings", "meta", "forms",
                                             "event-listeners")),
        *(f"{{{TEXT}}}{name}" for name in ("dde-connection-decls", "bibliography-configuration",
                                           "alphabetical-index-auto-mark-file")),
        f"{{{PRESENTATION}}}settings",
        f"{{{TABLE}}}calculation-settings",
        f"{{{LOEXT}}}theme",
        f"{{{STYLE}}}handout-master",
    ]
)  # fmt: skip
WRITER, SOMEBODY = f"{{{DC}}}creator", "Auteur"
WRITERS = frozenset([WRITER, f"{{{META}}}creator-initials", f"{{{LOEXT}}}sender-initials"])
# Places that hold an address; `is_link` for where one clicks, a picture of the document elsewhere.
CLICKS = frozenset([f"{{{TEXT}}}a", f"{{{DRAW}}}a"])
PICTURES = frozenset(
    [
        f"{{{DRAW}}}image",
        f"{{{DRAW}}}fill-image",
        f"{{{STYLE}}}background-image",
        f"{{{TEXT}}}list-level-style-image",
    ]
)
LINK_ATTRIBUTES = frozenset(["type", "show", "actuate", "title"])
SHOWN = ("new", "replace")  # how a click opens what it leads to
# Formulas reckon with the document; an address in one would be asked for.
PROSE = frozenset(["name", "display-name", "title", "string-value", "description", "num-prefix",
                   "num-suffix", "style-name", "caption-sequence-format"])  # fmt: skip
# How lines and tables fall: without these an older letter looks different.
_SETTING_NAMES = """
AddExternalLeading AddFrameOffsets AddParaLineSpacingToTableCells AddParaSpacingToTableCells
AddParaTableSpacing AddParaTableSpacingAtStart AddVerticalFrameOffsets
ApplyParagraphMarkFormatToNumbering BackgroundParaOverDrawings CharacterCompressionType
ClipAsCharacterAnchoredWriterFlyFrames ClippedPictures CollapseEmptyCellPara
ConsiderTextWrapOnObjPos ContinuousEndnotes DisableOffPagePositioning DoNotBreakWrappedTables
DoNotCaptureDrawObjsOnPage DoNotJustifyLinesWithManualBreak DoNotMirrorRtlDrawObjs
DoNotResetParaAttrsForNumFont DropCapPunctuation EmptyDbFieldHidesPara FloattableNomargins
FootnoteInColumnToPageEnd FrameAutowidthWithMorePara GutterAtTop HeaderSpacingBelowLastPara
HyphenateURLs IgnoreFirstLineIndentInNumbering IgnoreTabsAndBlanksForLineCalculation
InvertBorderSpacing IsKernAsianPunctuation JustifyLinesWithShrinking MathBaselineAlignment
MinRowHeightInclBorder MsWordCompMinLineHeightByFly MsWordCompTrailingBlanks
NoNumberingShowFollowBy NumberingFollowBy OldNumbering ParaSpaceMax ParaSpaceMaxAtPages
PropLineSpacingShrinksFirstLine SmallCapsPercentage66 StylesNoDefault SubtractFlysAnchoredAtFlys
SurroundTextWrapSmall TabAtLeftIndentForParagraphsInList TabOverMargin TabOverSpacing
TabOverflow TableRowKeep TabsRelativeToIndent TreatSingleColumnBreakAsPageBreak
UnbreakableNumberings UnxForceZeroExtLeading UseFormerLineSpacing UseFormerObjectPositioning
UseFormerTextWrapping UseOldNumbering UseOldPrinterMetrics UseVariableWidthNBSP
WordLikeWrapForAsCharFlys
"""
SETTINGS = frozenset(_SETTING_NAMES.split())
SETTING_TYPES = frozenset(["boolean", "short", "int", "long"])

# Attributes that are worked out when the document opens, and may ask elsewhere: only the comparison
# with a number that a style of numbers makes.
RECKONED = frozenset({"formula", "condition", "expression"})
COMPARES = re.compile(r"value\(\)\s*(?:[<>]=?|!?=)\s*-?\d+(?:\.\d+)?")
