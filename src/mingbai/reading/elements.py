"""What the elements and attributes of HTML mean for text as it flows onto a page."""

__all__ = [
    "BLOCK", "BREAK", "CELL", "DULL", "HEAD", "IMAGE", "KINDS", "LINK", "META", "PRE", "ROW", "SKIP", "SUP", "TABLE",
]  # fmt: skip

BLOCK, BREAK, TABLE, ROW, CELL, SKIP, LINK, PRE, META, IMAGE, HEAD, SUP = range(1, 13)
_NAMES = {
    BLOCK: "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p section summary ul tbody "
    "tfoot caption frameset marquee",
    SKIP: "script style noscript template select datalist svg math title rt rp iframe object embed video audio "
    "canvas noframes",
    PRE: "pre textarea listing xmp",
    CELL: "td th",
    BREAK: "br",
    TABLE: "table",
    ROW: "tr",
    LINK: "a",
    META: "meta",
    IMAGE: "img",
    HEAD: "thead",
    SUP: "sup",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_PLAIN = (
    "class id href target title src alt border align valign colspan rowspan cellpadding cellspacing lang name rel "
    "content charset type nowrap face size http-equiv xmlns width height"
)
DULL = frozenset(_PLAIN.split())  # attributes that hide nothing
