"""Finding documents by what was typed, and those that are like one: each seat finds what it may see and nothing else."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.search import index
from mingbai_web.search.kinds import Kind, kinds
from mingbai_web.search.models import Document, OfficeDocument, PublicDocument
from mingbai_web.search.tokens import asked, normal, tokens

__all__ = ["Found", "Hit", "asks", "find", "find_public", "like"]

_RANKED = 500
"""Of how many documents, the newest, the likeness is counted."""
_TERMS = 80
_ALIKE = 0.3
"""What is like another shares a third of what tells it from others."""
_COMMON = frozenset(
    ["关于", "有关", "相关", "情况", "信息", "政府", "公开", "申请", "文件", "材料", "资料", "本人", "区的", "年度", "目前", "以及", "全部", "所有", "内容", "请求", "提供"]
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
        ordered = index.all_of(rows, wanted.tokens).order_by("-day", "-subject")
        answers = (row for row in ordered.iterator(chunk_size=200) if wanted.answers(row.said))
        hits = tuple(map(_hit, islice(answers, most + 1)))
        if hits:
            groups.append(Found(kind.key, kind.words, hits[:most], len(hits) > most))
    return tuple(groups)


def find_public(text: str, *, most: int = 50) -> tuple[Hit, ...]:
    """Return the public documents that have *text* in them, the newest first."""
    wanted = asked(text)
    if wanted is None:
        return ()
    rows = index.all_of(PublicDocument.objects.all(), wanted.tokens).order_by("-day", "-subject")
    answers = (row for row in rows.iterator(chunk_size=200) if wanted.answers(row.said))
    return tuple(map(_hit, islice(answers, most)))


def like(viewer: Viewer, subject: UUID, *, most: int = 5) -> tuple[Hit, ...]:
    """Return the documents of the same kind whose text is most like that of *subject*, the likest first.

    Likeness is what they share of the pairs and words of its text, a rare one counting for more than a common one.
    """
    mine = OfficeDocument.objects.filter(subject=subject).values_list("kind", "text").first()
    kind = next((each for each in kinds() if mine is not None and each.key == mine[0]), None)
    rows = _seen(viewer, kind) if kind is not None else None
    if mine is None or rows is None or not (wanted := _telling(mine[1])):
        return ()
    near = index.any_of(rows.exclude(subject=subject), wanted).order_by("-day", "-subject")
    found = [(row, wanted & _telling(row.text)) for row in near[:_RANKED]]
    known = Counter(token for _, shared in found for token in shared)
    weight = {token: math.log(1 + (len(found) + 1) / (known[token] + 1)) for token in wanted}
    whole = sum(weight[token] for token in sorted(wanted))
    scored = [
        (sum(weight[token] for token in sorted(shared)) / whole, row)
        for row, shared in found
        if len(shared) > 1 or shared == wanted
    ]
    best = sorted(
        (each for each in scored if each[0] >= _ALIKE), key=lambda each: -each[0]
    )  # newest first stays
    return tuple(_hit(row) for _, row in best[:most])


def _telling(text: str) -> frozenset[str]:
    """Return the tokens of *text* that tell it from others."""
    return frozenset(islice((token for token in tokens(normal(text)) if token not in _COMMON), _TERMS))


def _seen(viewer: Viewer, kind: Kind) -> QuerySet[OfficeDocument] | None:
    sees: Q | None = kind.sees(viewer)
    return None if sees is None else OfficeDocument.objects.filter(sees, kind=kind.key)


def _hit(row: Document) -> Hit:
    return Hit(row.kind, row.subject, row.title, row.text, row.day, row.address)
