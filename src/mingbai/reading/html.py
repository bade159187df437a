"""A page of HTML as a reader sees it: one pass over the parser's events, no tree, no recursion."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from lxml import etree

from mingbai.reading.elements import (
    BLOCK,
    BREAK,
    CELL,
    DULL,
    HEAD,
    IMAGE,
    KINDS,
    LINK,
    META,
    PRE,
    ROW,
    SKIP,
    SUP,
    TABLE,
)  # fmt: skip
from mingbai.reading.flow import SPACE, Flow
from mingbai.reading.hiding import attribute_trick, colour, look, written_links
from mingbai.reading.seen import Seen
from mingbai.text.page import Hidden, Link

__all__ = ["see"]

_FRAMES = ("marquee", "iframe", "object", "embed")
_TELLING = frozenset(("hidden", "bgcolor", "background", "color"))
_NONE: Mapping[str, str] = {}
_NOWHERE = ("#", "javascript:", "mailto:", "tel:")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DIGITS = re.compile(r"\s*\+?([0-9]{1,18})")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"'>\s]+)", re.IGNORECASE)
_MOST_LINKS = 20_000
_ENOUGH = 400


def see(source: str, *, lines: bool = False) -> Seen:
    """Return what the HTML *source* shows and hides; *lines* keeps its line ends outside tables (Markdown).

    A page whose text stands in a block that a script is to unfold shows nothing yet; it is read as unfolded.
    """
    seen = _read(source, lines=lines, believes=True)
    folded = sum(len(part.text) for part in seen.hidden if "公开" in part.text or "公開" in part.text)
    if folded > _ENOUGH and folded > len(seen.text):
        unfolded = _read(source, lines=lines, believes=False)
        return unfolded._replace(losses=("正文在源代码中标为不显示，已按展开后的样子读取", *unfolded.losses))
    return seen


def _read(source: str, *, lines: bool, believes: bool) -> Seen:
    reader: Any = _Reader(lines=lines, believes=believes)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", remove_comments=True, huge_tree=True)
    parser.feed(source.replace("\0", "").encode("utf-8", "replace"))
    return cast("Seen", parser.close())


class _Reader(Flow):
    """The parser's target: passes on what is seen, keeps aside what is hidden, knows what is open around it."""

    def __init__(self, *, lines: bool, believes: bool) -> None:
        super().__init__()
        self.keeps = lines
        self.believes = believes
        self.open: list[tuple[str, Mapping[str, str]]] = []
        self.skipped = 0  # depth of the element that is not shown at all, 0 for none
        self.skipped_how: str | None = None  # the trick that hides it, None for a script and its like
        self.caught: list[str] = []  # the text in it
        self.caught_targets: list[str] = []
        self.marks: list[tuple[int, str, Any]] = []  # depth, what to restore there, and to what
        self.mark = 0  # depth of the last of them
        self.how: str | None = None  # the trick by which what comes now is hidden
        self.unseen: list[str] = []
        self.targets: list[str] = []
        self.raised = False
        self.paint: tuple[int, str] = (0, "")  # depth and colour of the background
        self.anchors: list[tuple[str, int, int]] = []
        self.images = 0
        self.links: list[Link] = []
        self.hidden: list[Hidden] = []
        self.title: str | None = None
        self.meta: list[tuple[str, str]] = []

    def close(self) -> Seen:
        """Return what was seen, when the parser is done."""
        self._change("how", None)
        many = len(self.links) >= _MOST_LINKS
        losses = (f"链接超过 {_MOST_LINKS} 个，其余未记录",) if many else ()
        links, hidden, meta = tuple(self.links), tuple(self.hidden), tuple(self.meta)
        return Seen(self.text(), self.grids(), links, hidden, self.title, meta, losses=losses)

    def data(self, data: str) -> None:
        """Take text from the parser."""
        if self.skipped:
            self.caught.append(data)
        elif self.how is not None:
            self.unseen.append(data)
        else:
            self.write(data.translate(_RAISED) if self.raised else data)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element from the parser."""
        attributes = attributes or _NONE  # the parser's own empty mapping is slow to ask
        self.open.append((tag, attributes))
        if self.skipped:
            if tag == "a" and "href" in attributes:
                self.caught_targets.append(attributes["href"])
            return
        if (
            attributes
            and (tag in _FRAMES or not DULL.issuperset(attributes))
            and self._hides(tag, attributes)
        ):
            return
        kind = KINDS.get(tag)
        if kind is None:
            return
        if kind == CELL:
            columns, rows = attributes.get("colspan"), attributes.get("rowspan")
            self.cell(_count(columns) if columns else 1, _count(rows) if rows else 1, header=tag == "th")
        elif kind == BLOCK:
            self.breaks = self.breaks or 1
        elif kind == BREAK:
            self.breaks += 1
        elif kind == ROW:
            self.row()
        elif kind == LINK:
            self.anchors.append((attributes.get("href", ""), len(self.out), self.images))
        elif kind == IMAGE:
            self.images += 1
        else:
            self._begin(kind, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element from the parser."""
        depth = len(self.open)
        self.open.pop()
        if self.skipped:
            if self.skipped == depth:
                self._unskip(tag)
            return
        kind = KINDS.get(tag)
        if kind is not None:
            if kind == CELL:
                self.end_cell()
            elif kind in (BLOCK, PRE):
                self.breaks = self.breaks or 1
            elif kind == ROW:
                self.end_row()
            elif kind == LINK:
                self._end_link()
            elif kind == TABLE:
                self.end_table()
            elif kind == HEAD and self.tables:
                self.tables[-1].heads = False
        if self.mark == depth:
            self._restore(depth)

    def _begin(self, kind: int, attributes: Mapping[str, str]) -> None:
        """Begin an element of the rarer kinds."""
        if kind == SKIP:
            self._skip(None)
        elif kind == TABLE:
            self.table()
            if self.keeps:
                self._set("keeps", False)
        elif kind == HEAD:
            if self.tables:
                self.tables[-1].heads = True
        elif kind == PRE:
            self.block()
            self._set("keeps", True)
        elif kind == SUP:
            self._set("raised", True)
        elif kind == META:
            self._note(attributes)

    def _note(self, attributes: Mapping[str, str]) -> None:
        """Keep what a meta element says."""
        content = attributes.get("content")
        if content is None:
            return
        if attributes.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.search(content)
            if found:
                self._hide("", "meta-refresh", (found[1],))
            return
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        if name and len(self.meta) < _MOST_LINKS:
            self.meta.append((name, content))

    def _end_link(self) -> None:
        target, position, images = self.anchors.pop()
        if not target or len(self.links) >= _MOST_LINKS:
            return
        if self.how is not None:
            self.targets.append(target)
            return
        words = "".join(self.out[position:]).lstrip(SPACE)
        if words:
            self.links.append(Link((self.length - len(words), self.length), target))
        elif self.images > images:
            self.links.append(Link((self.length, self.length), target))
        elif not target.lower().startswith(_NOWHERE):
            self._hide("", "empty-link", (target,))

    # What is hidden: left out with all its structure (display: none), or only its words kept aside.

    def _hides(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Apply what style and attributes say about being seen; True when nothing of the element is."""
        style = attributes.get("style")
        said = look(style) if style else None
        if said is None and _TELLING.isdisjoint(attributes) and tag not in _FRAMES:
            return False
        trick = attribute_trick(tag, attributes) or (said.how if said else None)
        if said:
            if said.keeps_space and not self.keeps:
                self._set("keeps", True)
            if self.how in said.shows:
                self._set("how", None)
        paper = (said.background if said else None) or colour(attributes.get("bgcolor"))
        if paper or "background" in attributes:
            self._set("paint", (len(self.open), paper or "?"))
        ink = (said.colour if said else None) or colour(attributes.get("color"))
        if trick is None and ink is not None and self._vanishes(ink):
            trick = "background-colour"
        if trick is None or not self.believes:
            return False
        if trick == "display-none" or tag in _FRAMES:
            self._skip(trick)
            source = attributes.get("src")
            if source:
                self.caught_targets.append(source)
            return True
        if self.how is None:
            self._set("how", trick)
        return False

    def _vanishes(self, ink: str) -> bool:
        """Return whether *ink* is the colour that lies behind it for certain; a class may paint and leaves doubt."""
        depth, paper = self.paint
        if ink != (paper or "#ffffff") or (
            self.cells and not paper
        ):  # style sheets paint the heads of tables
            return False
        around = self.open[depth:]
        return not any("class" in held or "id" in held for tag, held in around if tag not in ("html", "body"))

    def _skip(self, how: str | None) -> None:
        self.skipped, self.skipped_how = len(self.open), how
        self.caught, self.caught_targets = [], []

    def _unskip(self, tag: str) -> None:
        depth, self.skipped = self.skipped, 0
        if self.skipped_how is not None:
            self._hide("".join(self.caught), self.skipped_how, self.caught_targets)
        elif tag == "title":
            self.title = self.title or _SPACES.sub(" ", "".join(self.caught)).strip() or None
        elif tag == "script":
            targets, words = written_links("".join(self.caught))
            self._hide(words, "script-link", targets)
        if self.mark == depth:
            self._restore(depth)

    def _hide(self, words: str, how: str, targets: Sequence[str]) -> None:
        words = _SPACES.sub(" ", words).strip(SPACE)
        if (words or targets) and len(self.hidden) < _MOST_LINKS:
            self.hidden.append(Hidden(words, how, self.length, tuple(targets[:_MOST_LINKS])))

    def _set(self, name: str, value: Any) -> None:
        """Give one of our attributes a value that holds until the element that is open now ends."""
        self.mark = len(self.open)
        self.marks.append((self.mark, name, getattr(self, name)))
        self._change(name, value)

    def _restore(self, depth: int) -> None:
        while self.marks and self.marks[-1][0] == depth:
            _, name, value = self.marks.pop()
            self._change(name, value)
        self.mark = self.marks[-1][0] if self.marks else 0

    def _change(self, name: str, value: Any) -> None:
        if name == "how" and self.how is not None:
            self._hide("".join(self.unseen), self.how, self.targets)
            self.unseen, self.targets = [], []
        setattr(self, name, value)


def _count(written: str) -> int:
    """Return the number a colspan or rowspan states, 1 where it states none."""
    found = _DIGITS.match(written)
    return int(found[1]) if found else 1
