"""Persons: passwords are hashed in memory that is bounded, and a username belongs to one person."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from mingbai_web.accounts import persons, proof, queries
from mingbai_web.accounts.entering import SYSTEM, NotAllowed
from mingbai_web.accounts.hashing import LEAST, MOST
from mingbai_web.accounts.models import Person
from tests.web.accounts.office import someone

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def memory(encoded: str) -> int:
    """Return the memory, in KiB, that an encoded password says it was hashed with."""
    return int(encoded.split("m=")[1].split(",")[0])


@pytest.mark.usefixtures("honest_hashes")
@pytest.mark.parametrize(("wished", "taken"), [(1024, LEAST), (32 * 1024, 32 * 1024), (102_400, MOST)])
def test_a_password_is_hashed_in_memory_within_its_bounds(wished: int, taken: int, settings: Any) -> None:
    settings.MINGBAI_ARGON2_MEMORY = wished
    encoded = make_password("Lantian-7788")
    assert encoded.startswith("argon2$argon2id$")
    assert memory(encoded) == taken
    assert check_password("Lantian-7788", encoded)
    assert not check_password("lantian-7788", encoded)


def test_the_user_of_the_platform_is_the_person_of_this_app() -> None:
    assert get_user_model() is Person


@pytest.mark.django_db
def test_a_username_belongs_to_one_person_only() -> None:
    Person.objects.create(username="liming", name="李明", made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="liming", name="黎明", made_at=NOW)


@pytest.mark.django_db
def test_nobody_bears_the_name_under_which_the_installation_itself_acts() -> None:
    with pytest.raises(NotAllowed, match="用户名"):
        someone("System")
    someone("liming", "李明")
    assert queries.names(["system", "liming", "gone"]) == {"system": "系统", "liming": "李明"}


@pytest.mark.django_db
def test_who_was_renamed_or_let_in_again_behind_the_acts_is_named() -> None:
    sound, renamed, reopened, gone = (someone(name) for name in ("jia", "yi", "bing", "ding"))
    locked = {"reason": "调离", "by": SYSTEM, "now": NOW, "today": NOW.date()}
    for username in ("jia", "bing"):
        persons.lock_person(username=username, **locked)
    persons.rename_person(username="jia", name="李明", by=SYSTEM, now=NOW, today=NOW.date())
    assert list(proof.verify()) == []
    Person.objects.filter(pk=renamed.pk).update(name="黎明")
    Person.objects.filter(pk=reopened.pk).update(is_active=True)
    Person.objects.filter(pk=gone.pk).delete()
    stranger = Person.objects.create(username="wu", name="无名", made_at=NOW)
    named = {renamed.pk, reopened.pk, gone.pk, stranger.pk}
    assert {fault.at for fault in proof.verify()} == {f"person/{each}" for each in named}
    assert f"person/{sound.pk}" not in {fault.at for fault in proof.verify()}
