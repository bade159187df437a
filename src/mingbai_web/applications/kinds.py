"""The steps that the law knows, as acts of the ledger: their facts from the core's table, who may enter each, what may stand beside."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mingbai.lifecycle import Kind, acts
from mingbai_web.ledger.schemas import Schema

__all__ = ["BESIDE", "PERMISSIONS", "TAKEN", "permission_for", "schemas"]

BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "note": "text",
        "files": "list",
        "paper": "id",
        "item": "id",
        "tracking": "text",
        "signed_by": "text",
        "proof": "text",
    }
)
"""Facts that any step may carry and the law does not look at."""
TAKEN: Mapping[str, str] = MappingProxyType(
    {"body": "id", "from": "id", "reports": "id", "unit": "id", "seat": "id"}
)
"""What a taking over says besides, where the organ is a body of this installation: see `cases.Taken`."""

PERMISSIONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.RECEIVED: "applications.register",
        Kind.OPENING_BALANCE: "figures.import",
        Kind.IMPORTED: "figures.import",
        Kind.IMPORT_UNDONE: "figures.import",
        Kind.CONFIRMED: "applications.confirm",
        Kind.EXTENDED: "applications.extend",
        Kind.DECIDED: "papers.sign",
        Kind.DISPATCHED: "papers.dispatch",
        Kind.SERVED: "papers.dispatch",
    }
)
"""Who may enter a step where it is not for the case officer."""


def permission_for(kind: Kind) -> str:
    """Return the permission that entering *kind* takes."""
    return PERMISSIONS.get(kind, "applications.handle")


def schemas() -> Iterator[Schema]:
    """Yield the schema of each step of the core's table."""
    for kind, entry in acts().items():
        may = {**BESIDE, **entry.may, **(TAKEN if kind is Kind.TAKEN_OVER else {})}
        yield Schema("application", kind.value, 1, entry.words, entry.needs, may, entry.public)
