"""Something in an installation for tests of copies: acts of several subjects, sealed days, sealed details, an account, files."""

from tests.web.project.installation import Installation

__all__ = ["ACTS", "FACTS", "fill", "more"]

ACTS = 50
"""Nine of `mingbai init` (three persons, three seats, who holds them), two for each of twenty bodies, one of a party."""

FILL = """
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from django.conf import settings
from django.contrib.auth import get_user_model
from mingbai.audit.levels import Level
from mingbai_web.jobs import services as jobs
from mingbai_web.ledger.services import Hand, seal
from mingbai_web.orgs import services
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.parties.details import Details
from mingbai_web.parties.services import take
from mingbai_web.tracking import letters

NOW = datetime(2026, 3, 2, 1, 30, 5, 123456, tzinfo=UTC)
BEGIN = {begin}

class Anybody:
    def require(self, key): pass
    def hand(self, body, *, source="screen", on_behalf_of=""):
        return Hand("zhangyi", str(UUID(int=7)), str(body), on_behalf_of, source)

for number in range(BEGIN, BEGIN + {count}):
    now = NOW + timedelta(hours=number)
    body = services.make_body(
        name=f"清河区第{{number}}局𠮷", level=Level.DEPARTMENT, effective=date(2026, 3, 1), by=Anybody(), now=now,
        key=f"body-{{number}}",
    )
    services.rename(body=body, name=f"清河区{{number}}局", effective=date(2026, 3, 2), by=Anybody(), now=now)
if BEGIN == 0:
    seal(on=date(2026, 3, 2), now=NOW + timedelta(days=1))
    viewer = Viewer("zhangyi", "张一", UUID(int=7), Role.REGISTRAR, (body,))
    take(details=Details("王小满", number="110000199003070132"), kind="natural_person", by=viewer, now=NOW)
    vault = Path(settings.HOME) / "vault" / "ab"
    vault.mkdir(parents=True)
    (vault / "abcd").write_bytes(os.urandom(70_000))
    sent = {{"letter": UUID(int=9), "number": "20260302-00000001", "code": "ABCDEFGHJK", "now": NOW}}
    letters.put(name="答复书.pdf", pdf=b"%PDF", **sent)
    letters.put_enclosure(ordinal=1, name="名单.xlsx", type="xlsx", data=b"a list that was disclosed", **sent)
    (Path(settings.HOME) / "keys" / "only-here").write_text("a key that no backup of data holds")
    jobs.ask(work="jobs.forget", facts={{}}, now=NOW, after=timedelta(days=9999))
"""

FACTS = """
import hashlib, json
from mingbai_web.project.backup import rows
from mingbai_web.project.backup.copies import files_there
from mingbai_web.ledger.projections import Projected
from django.apps import apps
def digest(lines):
    return hashlib.sha256("".join(lines).encode()).hexdigest()
said = {label: digest(rows.written(model)) for label, model in rows.tables().items()}
for model in apps.get_models():
    if issubclass(model, Projected):
        names = [f.attname for f in model._meta.concrete_fields if f.name != "id"]
        said[model._meta.label] = digest(sorted(map(str, model.objects.values_list(*names))))
for path in files_there():
    said["/".join(path.parts[-3:])] = hashlib.sha256(path.read_bytes()).hexdigest()
print(json.dumps(said, sort_keys=True, indent=1))
"""


def fill(office: Installation) -> None:
    """Put twenty bodies with two acts each, and one of everything else, into *office*."""
    office.python(FILL.format(begin=0, count=20))


def more(office: Installation, *, begin: int = 20, count: int = 5) -> None:
    """Let work go on: *count* bodies more."""
    office.python(FILL.format(begin=begin, count=count))
