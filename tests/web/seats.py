"""Viewers for tests: a person in a seat of each kind."""

from uuid import UUID, uuid5

from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer

__all__ = ["viewer"]

_NAMES = UUID("5d0c3b3e-5a55-4d0e-9d61-6b6f0a6a1c77")


def viewer(role: Role, *bodies: UUID, unit: UUID | None = None, deputy_for: UUID | None = None) -> Viewer:
    """Return a viewer in a seat of *role* for *bodies*; the same role is the same seat."""
    return Viewer(f"{role.value}-1", "李明", uuid5(_NAMES, role.value), role, bodies, unit, deputy_for)
