"""Proof of parties: sound ones pass, and each thing that can be wrong with one is named; old copies stay closed."""

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.parties import keys, proof, queries, services
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.keys import KeyGone
from mingbai_web.parties.models import Index, Party
from tests.web.parties.making import BODY, NOW, details, seat, taken

HEAD = seat(Role.WORKING_BODY_HEAD)


def faults() -> dict[str, str]:
    return {fault.at.split("/")[-1]: fault.says.zh for fault in proof.verify()}


@pytest.mark.django_db
def test_parties_that_are_what_their_acts_say_pass() -> None:
    party, erased = taken(), taken()
    services.correct(
        party=party, details=details(notes="一"), reason="补充", by=seat(), now=NOW, seen=queries.head(party)
    )
    services.erase(party=erased, by=HEAD, reason="申请人要求", now=NOW, seen=queries.head(erased))
    assert faults() == {str(erased): "已删除，密钥还在"}
    services.finish_erasures()
    assert faults() == {}


@pytest.mark.django_db
def test_each_thing_that_can_be_wrong_with_a_party_is_named() -> None:
    parties = [taken(name=f"王{letter}") for letter in "甲乙丙丁戊"]
    altered, swapped, lost, gone, revived = parties
    row = Party.objects.get(id=altered)
    key = keys.store().of(altered)
    Party.objects.filter(id=altered).update(sealed=key.seal(details(name="李明").said(), row.about))
    Party.objects.filter(id=swapped).update(sealed=row.sealed)
    keys.store().destroy([lost])
    Party.objects.filter(id=gone).delete()
    old = Party.objects.filter(id=revived).values().get()
    services.erase(party=revived, by=HEAD, reason="申请人要求", now=NOW, seen=queries.head(revived))
    Party.objects.filter(id=revived).delete()
    Party.objects.create(**old)
    stranger = Party.objects.create(id=uuid4(), body=BODY, kind="natural_person")
    assert faults() == {
        str(altered): "内容与记录不符",
        str(swapped): "内容打不开",
        str(lost): "密钥不在",
        str(gone): "有记录，没有内容",
        str(revived): "是否已删除，与记录不符",
        str(stranger.id): "没有登记的记录",
    }


@pytest.mark.django_db
def test_without_a_key_store_that_alone_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    taken()
    monkeypatch.setattr(settings, "HOME", tmp_path)
    assert list(faults()) == ["keys"]


@pytest.mark.usefixtures("committed")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the file of the database")
def test_a_copy_of_the_whole_database_made_before_an_erasure_tells_nothing_of_the_erased(
    tmp_path: Path,
) -> None:
    try:
        party, kept = taken(), taken(name="李明")
        copy = tmp_path / "old.sqlite3"
        with (
            sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source,
            sqlite3.connect(copy) as target,
        ):
            source.backup(target)
        services.erase(party=party, by=HEAD, reason="申请人要求", now=NOW, seen=queries.head(party))
        held = copy.read_bytes()
        assert not [word for word in ("小满", "110000199003070132", "13800001234") if word.encode() in held]
        with sqlite3.connect(copy) as file:
            rows = dict(file.execute("SELECT id, sealed FROM parties_party").fetchall())
        assert len(rows[party.hex]) > 100
        with pytest.raises(KeyGone):
            keys.store().of(party)
        with pytest.raises(Unopened):
            keys.store().of(kept).open(rows[party.hex], f"party/{party}")
        assert keys.store().of(kept).open(rows[kept.hex], f"party/{kept}")
        assert Entry.objects.filter(subject_id=party).count() == 2
    finally:
        Party.objects.all().delete()


@pytest.mark.django_db
def test_how_a_party_is_listed_counted_and_looked_up_is_held_against_its_acts_too() -> None:
    listed, counted, looked_up = (taken(name=f"王{letter}") for letter in "甲乙丙")
    Party.objects.filter(id=listed).update(label="李某")
    Party.objects.filter(id=counted).update(kind="organ")
    Index.objects.filter(party=looked_up).delete()
    assert set(faults()) == {str(listed), str(counted), str(looked_up)}
