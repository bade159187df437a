"""Finding documents by what was typed, and those that are like one: each seat finds what it may see and nothing else."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.search import index
from mingbai_web.search.kinds import Kind, kinds
from mingbai_web.search.models import Document, OfficeDocument, PublicDocument
from mingbai_web.search.tokens import Asked, asked, is_word, normal, pairs, spelt, stands

__all__ = ["Found", "Hit", "asks", "find", "find_public", "like", "like_public"]

_RANKED = 300
"""Of how many documents, the newest, the likeness is counted."""
_NEWEST = ("-day", "-subject")
_TERMS = 80
_TYPED = 500
"""How much of what somebody typed is looked at."""
T = TypeVar("T", bound=Document)
_ALIKE = 0.3
"""What is like another shares a third of what tells it from others."""
_COMMON = frozenset(
    [
        "关于",
        "有关",
        "相关",
        "情况",
        "信息",
        "政府",
        "公开",
        "申请",
        "文件",
        "材料",
        "资料",
        "本人",
        "区的",
        "年度",
        "目前",
        "以及",
        "全部",
        "所有",
        "内容",
        "请求",
        "提供",
    ]
)
"""Pairs that every other application has: no sign of likeness."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    kind: str
    subject: UUID
    title: str
    text: str
    day: date
    page: str

    @property
    def address(self) -> str:
        """Return where it is shown."""
        return reverse(self.page, args=[self.subject])


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind, the newest first; `more` says that there is more than is shown."""

    kind: str
    words: Words
    hits: tuple[Hit, ...]
    more: bool = False


def asks(text: str) -> bool:
    """Return whether *text* asks for anything: two characters that stand together, or a word."""
    return asked(text) is not None


def find(viewer: Viewer, text: str, *, most: int = 50) -> tuple[Found, ...]:
    """Return what the viewer may see of what has *text* in it, each kind apart; kinds of which there is nothing are left out."""
    wanted = asked(text)
    if wanted is None:
        return ()
    groups = []
    for kind in kinds():
        rows = _seen(viewer, kind)
        if rows is None:
            continue
        hits = _answers(index.all_of(rows, wanted.tokens), wanted, most + 1)
        if hits:
            groups.append(Found(kind.key, kind.words, hits[:most], len(hits) > most))
    return tuple(groups)


def find_public(text: str, *, most: int = 50) -> tuple[Hit, ...]:
    """Return the public documents that have *text* in them, the newest first."""
    wanted = asked(text)
    if wanted is None:
        return ()
    return _answers(index.all_of(PublicDocument.objects.all(), wanted.tokens), wanted, most)


def like(viewer: Viewer, kind: str, text: str, *, but: UUID, most: int = 5) -> tuple[Hit, ...]:
    """Return the documents of *kind*, all *but* one subject's, whose text is most like *text*, the likest first.

    Likeness is what they share of the pairs and words of their texts, a rare one counting for more than a common one.
    """
    declared = next((each for each in kinds() if each.key == kind), None)
    rows = _seen(viewer, declared) if declared is not None else None
    if rows is None or not (wanted := _telling(text)):
        return ()
    return _likest(rows.exclude(subject=but), wanted, most, lambda said: said.split("\n", 2)[1])


def like_public(text: str, *, most: int = 5) -> tuple[Hit, ...]:
    """Return the public documents that are most like *text*, which somebody typed, the likest first."""
    wanted = _telling(text[:_TYPED])
    return _likest(PublicDocument.objects.all(), wanted, most, str) if wanted else ()


def _likest(
    rows: QuerySet[T], wanted: frozenset[str], most: int, told: Callable[[str], str]
) -> tuple[Hit, ...]:
    """Return the likest of *rows* by what *told* takes of what a document says: the text of one of the office, all of a public one."""
    near = index.any_of(rows, map(spelt, wanted)).order_by(*_NEWEST)
    lines = near.values_list("pk", "said")[:_RANKED]
    words = frozenset(each for each in wanted if is_word(each))
    found = [(pk, _shared(wanted, words, told(said))) for pk, said in lines]
    known = Counter(each for _, shared in found for each in shared)
    weight = {each: math.log(1 + (len(found) + 1) / (known[each] + 1)) for each in wanted}
    whole = sum(weight[each] for each in sorted(wanted))
    likeness = {
        shared: sum(weight[each] for each in sorted(shared)) / whole
        for shared in {shared for _, shared in found if len(shared) > 1 or shared == wanted}
    }
    scored = [(likeness[shared], pk) for pk, shared in found if shared in likeness]
    best = sorted((each for each in scored if each[0] >= _ALIKE), key=lambda each: -each[0])[:most]
    chosen = rows.model._default_manager.in_bulk([pk for _, pk in best])  # they are of *rows* already
    return tuple(_hit(chosen[pk]) for _, pk in best)  # of two as like, the newer comes first


def _telling(text: str) -> frozenset[str]:
    """Return the pairs and words of *text* that tell it from others."""
    return frozenset(islice((each for each in pairs(normal(text)) if each not in _COMMON), _TERMS))


def _shared(wanted: frozenset[str], words: frozenset[str], text: str) -> frozenset[str]:
    """Return which of *wanted* stand in *text*: a pair anywhere, one of *words* as a whole."""
    return frozenset([each for each in wanted if each in text and (each not in words or stands(each, text))])


def _answers(rows: QuerySet[Any], wanted: Asked, most: int) -> tuple[Hit, ...]:
    """Return up to *most* answers among *rows*, which have all the tokens; nearly every one of them is an answer."""
    hits: list[Hit] = []
    ordered, at, size = rows.order_by(*_NEWEST).defer("tokens"), 0, 2 * most
    while len(hits) < most and (batch := list(ordered[at : at + size])):
        hits += (_hit(row) for row in batch if wanted.answers(row.said))
        at, size = at + size, size * 4
    return tuple(hits[:most])


def _seen(viewer: Viewer, kind: Kind) -> QuerySet[OfficeDocument] | None:
    sees: Q | None = kind.sees(viewer)
    return None if sees is None else OfficeDocument.objects.filter(sees, kind=kind.key)


def _hit(row: Document) -> Hit:
    return Hit(row.kind, row.subject, row.title, row.text, row.day, row.address)
