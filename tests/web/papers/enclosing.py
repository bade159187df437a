"""Files put into the draft of a letter, as its page does it."""

from datetime import datetime
from uuid import UUID

from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import enclosing, queries, services
from mingbai_web.papers.enclosing import Upload
from mingbai_web.papers.letters import Enclosure

__all__ = ["enclosed", "files_of"]


def enclosed(paper: UUID, *uploads: Upload, by: Viewer, now: datetime) -> tuple[Enclosure, ...]:
    """Put *uploads* into the draft; return what its newest version encloses."""
    sheet = queries.sheet(paper, by)
    assert sheet.paper.body is not None
    found = enclosing.examined(uploads, to=sheet.letter, body=sheet.paper.body, by=by, now=now)
    files = enclosing.keep(found, paper=paper, party=sheet.paper.party, body=sheet.paper.body, by=by, now=now)
    services.enclose(paper=paper, files=files, by=by, seen=sheet.head, now=now)
    return files_of(paper, by)


def files_of(paper: UUID, by: Viewer) -> tuple[Enclosure, ...]:
    """Return what the newest version of the paper encloses."""
    assert ledger.head("paper", paper) is not None
    return queries.sheet(paper, by).letter.files
