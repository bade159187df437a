"""Who is told when a paper about something is signed, sent or served: an explicit registry by what the paper is about.

An owner is called inside the transaction of the act, after the paper's own acts are entered: what it enters is entered with
them or not at all, and what it raises undoes them. Registered in `AppConfig.ready()`:

    services.on_signed("application", steps.decided)

An owner's function takes one `Event`. It finds in `letter` what was decided (`letter.outcome`, `letter.parts`), in `day` the day of
the act, in `by` who enters it. Where a signature was made on paper, `by` is the recorder and `signer` the person who
signed: the owner enters its act with `source="paper"` on behalf of the signer and does not ask `by` for the permission to sign.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers.letters import Letter

__all__ = ["Event", "on_dispatched", "on_served", "on_signed", "tell"]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a paper: `what` is signed, dispatched or served, on `day`; a paper issued by one seat is signed too."""

    what: str
    paper: UUID
    kind: str
    about: Subject
    body: UUID
    day: date
    number: str
    letter: Letter
    by: Viewer
    now: datetime
    signer: str
    on_paper: bool = False
    route: str = ""
    tracking: str = ""


Owner = Callable[[Event], None]
_OWNERS: dict[tuple[str, str], Owner] = {}


def on_signed(about_kind: str, owner: Owner) -> None:
    """Let *owner* be told when a paper about an *about_kind* is signed or issued."""
    _OWNERS["signed", about_kind] = owner


def on_dispatched(about_kind: str, owner: Owner) -> None:
    """Let *owner* be told when a paper about an *about_kind* goes out."""
    _OWNERS["dispatched", about_kind] = owner


def on_served(about_kind: str, owner: Owner) -> None:
    """Let *owner* be told when a paper about an *about_kind* is known to be served."""
    _OWNERS["served", about_kind] = owner


def tell(event: Event) -> None:
    """Tell the owner of what the paper is about, if there is one."""
    if (owner := _OWNERS.get((event.what, event.about.kind))) is not None:
        owner(event)
