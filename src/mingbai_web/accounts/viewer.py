"""Who is looking or acting: a person in a seat, for some bodies. Every query and service takes one."""

from dataclasses import dataclass
from uuid import UUID

from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.subjects import Hand

__all__ = ["Viewer"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in a seat. `bodies` are those that the seat's office serves; `deputy_for` the seat it stands in for (AB 角)."""

    person: str
    name: str
    seat: UUID
    role: Role
    bodies: tuple[UUID, ...]
    unit: UUID | None = None
    deputy_for: UUID | None = None
    seat_name: str = ""  # of the seat, or of the one it stands in for
    inherited: tuple[UUID, ...] = ()  # bodies that have ended, whose cases those served have taken

    @property
    def reach(self) -> tuple[UUID, ...]:
        """Return the bodies whose records the seat looks after: those it serves, and those they follow."""
        return (*self.bodies, *self.inherited)

    def hand(self, body: UUID, *, source: str = "screen", on_behalf_of: str = "") -> Hand:
        """Return who enters an act for *body*; a deputy acts in its own seat and says for which."""
        behalf = on_behalf_of or (f"seat:{self.deputy_for}" if self.deputy_for else "")
        return Hand(self.person, str(self.seat), str(body), behalf, source)

    def may(self, key: str) -> bool:
        """Return whether the seat may do *key* of `permissions.toml`."""
        from mingbai_web.accounts import permissions  # which takes viewers

        return permissions.may(self, key)

    def require(self, key: str) -> None:
        """Raise `permissions.Forbidden` when the seat may not do *key*."""
        from mingbai_web.accounts import permissions

        permissions.require(self, key)
