"""Proof that the access logs are kept by the database and that persons are what their acts say."""

from collections.abc import Iterator

from mingbai.text.words import Words
from mingbai_web.accounts import triggers
from mingbai_web.accounts.models import Person
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.verification import Fault

__all__ = ["verify"]


def verify() -> Iterator[Fault]:
    """Yield what does not hold of the logs' triggers, and of the name of each person and whether the account is open."""
    yield from triggers.faults()
    rows = {row.id: row for row in Person.objects.all()}
    for id, chain in ledger.chains("person"):
        row = rows.pop(id, None)
        if row is None:
            yield Fault(
                f"person/{id}", Words("有记录，没有这个人", "there are acts and nobody they are about")
            )
            continue
        name, is_open = "", True
        for entry in chain:
            name = entry.read().get("name", name)
            is_open = {"person_locked": False, "person_unlocked": True}.get(entry.kind, is_open)
        if (row.name, row.is_active) != (name, is_open):
            yield Fault(
                f"person/{id}",
                Words(
                    "姓名或者是否停用与记录不符",
                    "the name, or whether the account is open, is not what the acts say",
                ),
            )
    for id in rows:
        yield Fault(f"person/{id}", Words("没有登记的记录", "no act says that the person was entered"))
