"""Making a document: the row of a projection from what is to be found and shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from mingbai_web.search.models import OfficeDocument, PublicDocument
from mingbai_web.search.tokens import normal, tokens

__all__ = ["office", "public"]


def office(
    kind: str,
    *,
    body: UUID,
    day: date,
    title: str,
    address: str,
    text: str = "",
    more: Iterable[str] = (),
    seat: UUID | None = None,
) -> OfficeDocument:
    """Return the document of the office, found by its title, its text and *more*; it holds no personal data."""
    said = _said(kind, body, day, title, address, text, more)
    return OfficeDocument(seat=seat, **said)


def public(
    kind: str,
    *,
    body: UUID,
    day: date,
    title: str,
    address: str,
    text: str = "",
    more: Iterable[str] = (),
) -> PublicDocument:
    """Return the document for the public, in whose projection it then stands."""
    return PublicDocument(**_said(kind, body, day, title, address, text, more))


def _said(
    kind: str, body: UUID, day: date, title: str, address: str, text: str, more: Iterable[str]
) -> dict[str, Any]:
    said = normal(title, text, *(each for each in more if each))
    return {
        "kind": kind,
        "body": body,
        "day": day,
        "title": title[:300],
        "text": text,
        "address": address,
        "said": said,
        "tokens": " ".join(tokens(said)),
    }
