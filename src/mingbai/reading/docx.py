"""Word documents: paragraphs, tables and text boxes in the order of the document, as printed."""

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from mingbai.reading import refusals
from mingbai.reading.archive import unfolded
from mingbai.reading.docx_numbers import Numbers
from mingbai.reading.flow import Flow
from mingbai.reading.seen import Seen
from mingbai.text.page import Hidden, Link

__all__ = ["see"]

_PARTS = (
    "word/document.xml",
    "word/document2.xml",
    "word/_rels/document.xml.rels",
    "word/numbering.xml",
    "word/styles.xml",
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEFT_OUT = frozenset(
    (
        "del",
        "moveFrom",
        "Fallback",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "sectPr",
        "instrText",
        "delText",
        "rt",
        "sdtPr",
    )
)
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Element = etree._Element
Task = tuple[Literal["visit", "end"], Element]


def see(data: bytes) -> Seen:
    """Return what the document shows; tracked deletions, notes and hidden runs are not part of it."""
    parts = unfolded(data, "DOCX", _PARTS)
    source = parts.get("word/document.xml") or parts.get("word/document2.xml")
    if not source:
        raise refusals.damaged("DOCX")
    numbering, styles = parts.get("word/numbering.xml"), parts.get("word/styles.xml")
    numbers = Numbers(_tree(numbering) if numbering else None, _tree(styles) if styles else None)
    return _Walk(_targets(parts.get("word/_rels/document.xml.rels")), numbers).over(_tree(source))


def _tree(source: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
    )
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        raise refusals.damaged("DOCX") from None


def _targets(source: bytes | None) -> dict[str, str]:
    if not source:
        return {}
    return {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in _tree(source)
        if relation.get("TargetMode") == "External"
    }


class _Walk:
    """Goes over the tree with a list of its own, so depth costs nothing."""

    def __init__(self, targets: dict[str, str], numbers: Numbers) -> None:
        self.targets = targets
        self.numbers = numbers
        self.number = ""  # what Word puts before the paragraph that is open
        self.flow = Flow()
        self.flow.keeps = True
        self.boxes: list[Element] = []  # text boxes wait for the end of their paragraph
        self.paragraphs = 0  # how many are open
        self.anchors: list[int] = []
        self.links: list[Link] = []
        self.hidden: list[Hidden] = []
        self.tall: dict[Element, int] = {}

    def over(self, root: Element) -> Seen:
        tasks: list[Task] = [("visit", root)]
        while tasks:
            task, element = tasks.pop()
            if task == "end":
                self._end(_local(element), element, tasks)
            else:
                self._visit(_local(element), element, tasks)
        flow = self.flow
        return Seen(flow.text(), flow.grids(), tuple(self.links), tuple(self.hidden))

    def _visit(self, name: str, element: Element, tasks: list[Task]) -> None:
        flow = self.flow
        if name in _LEFT_OUT:
            return
        if name == "r":
            self._run(element, tasks)
            return
        if name == "txbxContent" and self.paragraphs:
            self.boxes.append(element)
            return
        if name == "p":
            flow.block()
            self.paragraphs += 1
            self.number = self.numbers.before(element)
        elif name == "hyperlink":
            self.anchors.append(len(flow.out))
        elif name == "tbl":
            self.tall.update(_rowspans(element))
            flow.table()
        elif name == "tr":
            flow.row()
            _skip_columns(flow, element)
        elif name == "tc":
            if _merged(element) == "continue" and element not in self.tall:
                return
            flow.cell(_columns(element), self.tall.get(element, 1))
        if name in ("p", "hyperlink", "tbl", "tr", "tc"):
            tasks.append(("end", element))
        tasks.extend(("visit", child) for child in reversed(element))

    def _end(self, name: str, element: Element, tasks: list[Task]) -> None:
        flow = self.flow
        if name == "p":
            flow.block()
            self.paragraphs -= 1
            tasks.extend(("visit", box) for box in reversed(self.boxes))
            self.boxes.clear()
        elif name == "hyperlink":
            start = self.anchors.pop()
            target = self.targets.get(str(element.get(_RELATION)))
            if target:
                words = "".join(flow.out[start:]).lstrip("\n")
                self.links.append(Link((flow.length - len(words), flow.length), target))
        elif name == "tc":
            flow.end_cell()
        elif name == "tr":
            flow.end_row()
        elif name == "tbl":
            flow.end_table()

    def _run(self, element: Element, tasks: list[Task]) -> None:
        """Write what a run of like characters says."""
        properties = _child(element, "rPr")
        vanishes = _on(_child(properties, "vanish")) or _on(_child(properties, "webHidden"))
        raised = _value(_child(properties, "vertAlign")) == "superscript"
        pieces: list[str] = []
        for child in element:
            name = _local(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _WRITTEN:
                pieces.append(_WRITTEN[name])
            elif name in ("drawing", "pict", "AlternateContent", "object", "ruby"):
                tasks.append(("visit", child))
        text = "".join(pieces)
        if not text:
            return
        if vanishes:
            self.hidden.append(Hidden(text, "display-none", self.flow.length))
        else:
            if self.number:
                self.flow.write(self.number)
                self.number = ""
            self.flow.write(text.translate(_RAISED) if raised else text)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _local(child) == name), None)


def _value(element: Element | None) -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), None)


def _on(element: Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off")


def _number(element: Element | None, otherwise: int) -> int:
    value = _value(element)
    return (
        int(value)
        if value is not None and value.isascii() and value.isdigit() and len(value) < 9
        else otherwise
    )


def _columns(cell: Element) -> int:
    return _number(_child(_child(cell, "tcPr"), "gridSpan"), 1)


def _merged(cell: Element) -> Literal["restart", "continue", None]:
    merge = _child(_child(cell, "tcPr"), "vMerge")
    if merge is None:
        return None
    return "restart" if _value(merge) == "restart" else "continue"


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls and insertions too."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        local = _local(child)
        if local == name:
            yield child
        elif local in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            waiting.extend(reversed(child))


def _skip_columns(flow: Flow, row: Element) -> None:
    """Leave out the columns that stand empty before a row."""
    before = _number(_child(_child(row, "trPr"), "gridBefore"), 0)
    if before:
        flow.tables[-1].place(before, 1)


def _rowspans(table: Element) -> dict[Element, int]:
    """Return how many rows each cell that begins a vertical merge reaches down.

    A continuation with nothing above it to continue stands for itself, with one row.
    """
    spans: dict[Element, int] = {}
    open_at: dict[int, Element] = {}
    for row in _inside(table, "tr"):
        column = _number(_child(_child(row, "trPr"), "gridBefore"), 0)
        reached: dict[int, Element] = {}
        for cell in _inside(row, "tc"):
            merged = _merged(cell)
            above = open_at.get(column)
            if merged == "continue" and above is not None:
                spans[above] += 1
                reached[column] = above
            elif merged is not None:
                spans[cell] = 1
                reached[column] = cell
            column += min(_columns(cell), 1000)
        open_at = reached
    return spans
