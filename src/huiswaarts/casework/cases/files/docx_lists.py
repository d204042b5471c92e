"""What a Word document may hold: everything else is left out or refused.

Names stand in the schemas of ECMA-376; a name that is not here was not looked at.
"""

_OFFICE = "http://schemas.openxmlformats.org"
W = f"{_OFFICE}/wordprocessingml/2006/main"
R = f"{_OFFICE}/officeDocument/2006/relationships"
A = f"{_OFFICE}/drawingml/2006/main"
MC = f"{_OFFICE}/markup-compatibility/2006"
_MS = "urn:schemas-microsoft-com"
V, VO, W10 = f"{_MS}:vml", f"{_MS}:office:office", f"{_MS}:office:word"
_WP = f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"
_PIC = f"{_OFFICE}/drawingml/2006/picture"
_M = f"{_OFFICE}/officeDocument/2006/math"
_NEW = "http://schemas.microsoft.com/office/word"
_WPS, _WPG, _WPC, _WP14 = (
    f"{_NEW}/2010/wordprocessing{name}" for name in ("Shape", "Group", "Canvas", "Drawing")
)
_W14, _W15 = f"{_NEW}/2010/wordml", f"{_NEW}/2012/wordml"

_W_NAMES = """
document background body p tbl sectPr sdt proofErr permStart permEnd bookmarkStart bookmarkEnd
moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd commentRangeStart
commentRangeEnd ins del moveFrom moveTo pPr r hyperlink fldSimple dir bdo pStyle keepNext
keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs tab
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr pPrChange ilvl numId
numberingChange top left bottom right between bar start end rStyle rFonts b bCs i iCs caps
smallCaps strike dstrike outline shadow emboss imprint noProof vanish webHidden color w kern
position sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout
specVanish oMath rPrChange br t delText instrText delInstrText noBreakHyphen softHyphen dayShort
monthShort yearShort dayLong monthLong yearLong annotationRef footnoteRef endnoteRef separator
continuationSeparator sym pgNum cr pict fldChar ruby footnoteReference endnoteReference
commentReference drawing ptab lastRenderedPageBreak rubyPr rt rubyBase rubyAlign hps hpsRaise
hpsBaseText lid dirty ffData name label tabIndex enabled calcOnExit helpText statusText checkBox
ddList textInput size sizeAuto default checked result listEntry type maxLength format tblPr
tblGrid tr tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription
tblPrChange gridCol tblGridChange tblPrEx tblPrExChange trPr trPrChange gridBefore gridAfter
wBefore wAfter cantSplit trHeight tblHeader hidden tc tcPr tcW gridSpan hMerge vMerge tcBorders
noWrap tcMar tcFitText vAlign hideMark headers header cellIns cellDel cellMerge tcPrChange
insideH insideV tl2br tr2bl headerReference footerReference footnotePr endnotePr pgSz pgMar
paperSrc pgBorders lnNumType pgNumType cols col formProt noEndnote titlePg rtlGutter docGrid
sectPrChange pos numFmt numStart numRestart sdtPr sdtEndPr sdtContent alias lock showingPlcHdr
temporary id tag equation comboBox date docPartObj docPartList dropDownList picture richText
text citation group bibliography listItem dateFormat storeMappedDataAs calendar docPartGallery
docPartCategory docPartUnique txbxContent hdr ftr footnotes footnote endnotes endnote comments
comment styles docDefaults rPrDefault pPrDefault latentStyles lsdException style aliases basedOn
next link autoRedefine uiPriority semiHidden unhideWhenUsed qFormat locked personal
personalCompose personalReply rsid tblStylePr numbering numPicBullet abstractNum nsid
multiLevelType tmpl styleLink numStyleLink lvl numStart lvlRestart isLgl suff lvlText
lvlPicBulletId legacy lvlJc num abstractNumId lvlOverride startOverride numIdMacAtCleanup fonts
font altName panose1 charset family notTrueType pitch sig settings zoom
doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText
printFractionalCharacterWidth printFormsData mirrorMargins alignBordersAndEdges
bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors
hideGrammaticalErrors proofState formsDesign documentType revisionView trackRevisions
doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme
styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
doNotHyphenateCaps evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin
drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl
printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore compat themeFontLang
clrSchemeMapping decimalSymbol listSeparator defaultTableStyle useSingleBorderforContiguousCells
wpJustification noTabHangInd noLeading spaceForUL noColumnBalance
balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace
doNotExpandShiftReturn spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader
printColBlack wpSpaceWidth showBreaksInFrames subFontBySize suppressBottomSpacing
suppressTopSpacing suppressSpacingAtTopOfPage suppressTopSpacingWP suppressSpBfAfterPgBrk
swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps usePrinterMetrics
doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8
alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95
noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart
useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell
selectFldWithFirstOrLastChar applyBreakingRules doNotWrapTextWithPunct
doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit useFELayout
useNormalStyleForList doNotUseIndentAsNumberingTabStop useAltKinsokuLineBreakRules
allowSpaceOfSameStyleInTable doNotSuppressIndentation doNotAutofitConstrainedTables
autofitToFirstFixedWidthCell underlineTabInNumList displayHangulFixedWidth
splitPgBreakAndParaMark doNotVertAlignCellWithSp doNotBreakConstrainedForcedTable
doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance compatSetting
"""
_A_NAMES = """
theme themeElements spPr clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6
hlink folHlink fontScheme majorFont minorFont latin ea cs sym font fmtScheme fillStyleLst
lnStyleLst effectStyleLst effectStyle bgFillStyleLst objectDefaults spDef lnDef txDef
extraClrSchemeLst extraClrScheme clrMap custClrLst custClr graphic graphicData graphicFrameLocks
picLocks spLocks grpSpLocks cxnSpLocks blip blipFill srcRect tile stretch fillRect xfrm off ext
chOff chExt prstGeom avLst gd custGeom gdLst ahLst ahXY ahPolar pos cxnLst cxn rect pathLst path
moveTo lnTo arcTo quadBezTo cubicBezTo close pt noFill solidFill gradFill gsLst gs lin
fillToRect tileRect pattFill fgClr bgClr grpFill ln lnRef prstDash custDash ds round bevel miter
headEnd tailEnd effectLst effectDag cont effect blur fillOverlay glow innerShdw outerShdw
prstShdw reflection softEdge scene3d camera lightRig rot backdrop anchor norm up sp3d bevelT
bevelB extrusionClr contourClr flatTx srgbClr schemeClr sysClr prstClr hslClr scrgbClr tint
shade comp inv gray alpha alphaOff alphaMod hue hueOff hueMod sat satOff satMod lum lumOff
lumMod red redOff redMod green greenOff greenMod blue blueOff blueMod gamma invGamma
alphaBiLevel alphaCeiling alphaFloor alphaInv alphaModFix alphaRepl biLevel clrChange clrFrom
clrTo clrRepl duotone grayscl hsl bodyPr normAutofit spAutoFit noAutofit prstTxWarp lstStyle
style fillRef effectRef fontRef p pPr r rPr t endParaRPr defPPr defRPr lvl1pPr lvl2pPr lvl3pPr
lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr lnSpc spcBef spcAft spcPct spcPts tabLst tab
buNone buChar buAutoNum buFont buClr buSzPct hlinkClick hlinkHover
"""
_M_NAMES = """
oMath oMathPara oMathParaPr acc accPr bar barPr box boxPr borderBox borderBoxPr d dPr eqArr
eqArrPr f fPr func funcPr groupChr groupChrPr limLow limLowPr limUpp limUppPr m mPr nary naryPr
phant phantPr rad radPr sPre sPrePr sSub sSubPr sSubSup sSubSupPr sSup sSupPr r rPr t e num den
deg lim sub sup fName mr mc mcs mcPr mcJc count chr begChr endChr sepChr grow shp pos vertJc
ctrlPr argPr argSz type scr sty lit nor aln brk baseJc rSp rSpRule cSp cGp cGpRule maxDist
objDist hideTop hideBot hideLeft hideRight strikeH strikeV strikeBLTR strikeTLBR opEmu noBreak
diff plcHide degHide subHide supHide limLoc transp zeroWid zeroAsc zeroDesc show alnScr jc
mathPr mathFont brkBin brkBinSub smallFrac dispDef lMargin rMargin defJc preSp postSp interSp
intraSp wrapIndent wrapRight intLim naryLim
"""
_W14_NAMES = """
glow shadow reflection textOutline textFill scene3d props3d ligatures numForm numSpacing
stylisticSets styleSet cntxtAlts noFill solidFill gradFill gsLst gs lin path fillToRect prstDash
round bevel miter srgbClr schemeClr tint shade alpha hueMod sat satOff satMod lum lumOff lumMod
camera lightRig rot bevelT bevelB extrusionClr contourClr checkbox checked checkedState
uncheckedState docId conflictMode defaultImageDpi discardImageEditingData
"""
_GOOD_NAMES = {
    W: _W_NAMES,
    A: _A_NAMES,
    _M: _M_NAMES,
    _W14: _W14_NAMES,
    _W15: "appearance color collapsed chartTrackingRefBased docId repeatingSection "
    "repeatingSectionItem footnoteColumns",
    MC: "AlternateContent Choice Fallback",
    V: "shape shapetype group rect roundrect line polyline oval arc curve imagedata fill stroke "
    "shadow textbox textpath path formulas f handles h background",
    VO: "lock extrusion callout skew idmap shapelayout shapedefaults rules r proxy regrouptable "
    "entry fill colormru colormenu top left bottom right column",
    W10: "wrap anchorlock bordertop borderleft borderright borderbottom",
    _WP: "anchor inline extent effectExtent docPr cNvGraphicFramePr simplePos positionH positionV "
    "posOffset align wrapNone wrapSquare wrapTight wrapThrough wrapTopAndBottom wrapPolygon start "
    "lineTo",
    _WP14: "sizeRelH sizeRelV pctWidth pctHeight pctPosHOffset pctPosVOffset",
    _PIC: "pic nvPicPr cNvPr cNvPicPr blipFill spPr style",
    _WPS: "wsp cNvPr cNvSpPr cNvCnPr spPr style txbx linkedTxbx bodyPr",
    _WPG: "wgp grpSp cNvPr cNvGrpSpPr grpSpPr",
    _WPC: "wpc bg whole",
}
ELEMENTS = frozenset(
    f"{{{space}}}{name}" for space, names in _GOOD_NAMES.items() for name in names.split()
)
SPACES = frozenset(_GOOD_NAMES)
# Left out, since nobody sees a difference: where data or a template came from, what starts a macro,
# what the program remembers of itself, newer twins of a picture that stands there as well.
UNSEEN = frozenset(
    f"{{{space}}}{name}"
    for space, names in {
        W: "dataBinding docPart placeholder printerSettings entryMacro exitMacro fldData rsids "
        "attachedTemplate mailMerge docVars smartTagPr customXmlPr",
        A: "extLst",
        _WP: "extLst",
        _PIC: "extLst",
        _WPS: "extLst",
        _WPG: "extLst",
        _W15: "dataBinding webExtensionLinked webExtensionCreated",
        f"{_NEW}/2010/wordprocessingInk": "extLst",
    }.items()
    for name in names.split()
)
# Only a name around what is in it.
AROUND = frozenset(f"{{{W}}}{name}" for name in ("smartTag", "customXml"))
# Values that are names and look like addresses.
NAMED = {
    f"{{{A}}}graphicData": frozenset([_PIC, _WPS, _WPG, _WPC]),
    f"{{{W}}}compatSetting": frozenset([_NEW]),
}
# The only places that may point at another part, and at which kind.
POINTS = {
    (f"{{{W}}}hyperlink", "id"): "hyperlink",
    (f"{{{A}}}hlinkClick", "id"): "hyperlink",
    (f"{{{A}}}hlinkHover", "id"): "hyperlink",
    (f"{{{W}}}headerReference", "id"): "header",
    (f"{{{W}}}footerReference", "id"): "footer",
    (f"{{{A}}}blip", "embed"): "image",
    (f"{{{V}}}imagedata", "id"): "image",
    (f"{{{V}}}fill", "id"): "image",
}
# Attributes of the older drawings, which have the most ways to point elsewhere.
_DRAWN_NAMES = """
id style type coordsize coordorigin path adj filled fillcolor stroked strokecolor strokeweight
opacity opacity2 color color2 on offset offset2 origin matrix weight dashstyle linestyle
joinstyle miterlimit endcap startarrow endarrow startarrowwidth startarrowlength endarrowwidth
endarrowlength alt title wrapcoords from to control1 control2 points angle focus focusposition
focussize method aspect size position recolor rotate colors alignshape cropleft cropright
croptop cropbottom gain blacklevel gamma grayscale bilevel chromakey embosscolor arcsize
startangle endangle inset string trim fitshape fitpath xscale textpathok gradientshapeok
connecttype connectlocs connectangles textboxrect extrusionok shadowok limo v eqn polar xrange
yrange switch spid spt relativeposition allowincell allowoverlap bullet cliptowrap clip hr hrstd
hrnoshade hrpct hralign preferrelative userdrawn forcedash regroupid detectmouseclick insetmode
singleclick ext aspectratio data shapeid anchorx anchory edge spidmax shadow side print
"""
DRAWN = frozenset(_DRAWN_NAMES.split())
# Words for people, in which a colon is no address.
PROSE = frozenset(
    ["descr", "title", "name", "alt", "tooltip", "val", "string", "author", "initials"]
)
WRITERS, SOMEBODY = frozenset(["author", "initials"]), "Auteur"
# Kinds of relationship: the parts that may hold them, and what such a part is called.
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = "document"
_STORY = ("header", "footer", "footnotes", "endnotes", "comments")
KINDS = {
    DOCUMENT: f"{_WML}.document.main+xml",
    "styles": f"{_WML}.styles+xml",
    "settings": f"{_WML}.settings+xml",
    "fontTable": f"{_WML}.fontTable+xml",
    "numbering": f"{_WML}.numbering+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    **{kind: f"{_WML}.{kind}+xml" for kind in _STORY},
}
HOLDS = {
    DOCUMENT: frozenset([*KINDS, "image", "hyperlink"]) - {DOCUMENT},
    **{kind: frozenset(["image", "hyperlink"]) for kind in _STORY},
    "numbering": frozenset(["image"]),
    "theme": frozenset(["image"]),
}
# Said by the kind alone, without an element that points: one of each.
SILENT = frozenset(["styles", "settings", "fontTable", "numbering", "theme", *_STORY[2:]])
# From elsewhere, and never missed: the document holds the styles and the merged words itself.
NOT_MISSED = frozenset(
    ["attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform"]
)
