"""Papers as documents: found by their kind, their number and the number under which they were posted."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Q

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected, Projection
from mingbai_web.ledger.projections import declare as declare_projection
from mingbai_web.papers import queries as papers
from mingbai_web.papers.history import SUBJECT, paper_of
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.search import documents, kinds
from mingbai_web.search.models import OfficeDocument

__all__ = ["declare"]


def declare() -> None:
    """Declare the kind and its projection."""
    kinds.declare(kinds.Kind(SUBJECT, Words("文书", "papers"), _sees))
    declare_projection(Projection(SUBJECT, "search.paper", (OfficeDocument,), _paper))


def _paper(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    paper = paper_of(entries)
    if paper.body is None or paper.drafted is None:
        return
    name = kind(paper.kind).words.zh
    yield documents.office(
        SUBJECT,
        body=paper.body,
        day=paper.signed or paper.drafted,
        title=f"{name} {paper.number}".strip(),
        more=(paper.tracking,),
        address="papers:paper",
    )


def _sees(viewer: Viewer) -> Q | None:
    """Counsel finds what waits for its signature, as in the list of papers."""
    if not may(viewer, "papers.see"):
        return None
    if viewer.role is Role.COUNSEL:
        return Q(subject__in=[line.id for line in papers.to_sign(viewer)])
    return Q(body__in=viewer.reach)
