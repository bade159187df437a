"""The platform's tests: on SQLite, or on the database that MINGBAI_DATABASE names."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from mingbai.text.words import Words
from mingbai_web.accounts import hashing
from mingbai_web.ledger import schemas, triggers
from mingbai_web.parties import key_files


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database in which the test commits for good; what it entered is taken out afterwards, triggers and all."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                for statement in triggers.drop(connection.vendor):
                    cursor.execute(statement)
                for table in triggers.TABLES:
                    cursor.execute(f"DELETE FROM {table}")
                for statement in triggers.create(connection.vendor):
                    cursor.execute(statement)
            connection.close()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords of tests are hashed in little memory; `honest_hashes` brings back what an installation takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing.Argon2, "time_cost", 1)
        patch.setattr(hashing.Argon2, "memory_cost", 64)
        yield


@pytest.fixture
def honest_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as in an installation."""
    monkeypatch.setattr(hashing.Argon2, "time_cost", _HONEST["time_cost"])
    monkeypatch.setattr(hashing.Argon2, "memory_cost", _HONEST["memory_cost"])


_HONEST = {name: vars(hashing.Argon2)[name] for name in ("time_cost", "memory_cost")}


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    """Whatever language the page before was read in, a test begins in the installation's own."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A home for the installation under test, with a key store in it."""
    settings.HOME = tmp_path_factory.mktemp("home")
    key_files.make(settings.HOME / "keys")


@pytest.fixture(scope="session", autouse=True)
def _acts_of_tests() -> None:
    """Acts on a subject of the tests' own, where a test needs any act at all."""
    facts = {
        "channel": "text",
        "days": "number",
        "note": "text",
        "at": "number",
        "list": "list",
        "day": "day",
    }
    facts |= {"outcome": "text"}
    for kind in ("received", "extended", "noted", "decided", "withdrawn", "dispatched"):
        schemas.register(schemas.Schema("thing", kind, 1, Words(kind, kind), {}, facts))
