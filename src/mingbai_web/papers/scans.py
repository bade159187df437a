"""Scans of what was signed or stamped on paper: kept in the vault, under the key of the paper's party, seen by who sees the paper."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files import guards
from mingbai_web.files.services import store
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers.history import SUBJECT
from mingbai_web.papers.queries import PaperSheet, sees

__all__ = ["guard", "keep"]


def keep(data: BinaryIO, *, name: str, paper: PaperSheet, by: Viewer, now: datetime) -> UUID:
    """Keep a scan of the paper and return the id of its file. Raises what the vault refuses it for.

    Called before the transaction of the act, as the vault asks: bytes are on disk before the database is locked.
    """
    found = store(
        data,
        purpose="scan",
        subject=Subject(SUBJECT, paper.id),
        name=name,
        by=by,
        now=now,
        party=paper.paper.party,
        body=paper.paper.body,
    )
    return found.id


def guard() -> None:
    """Let the files of a paper be seen by who may see the paper."""
    guards.declare(SUBJECT, sees)
