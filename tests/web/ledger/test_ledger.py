"""The ledger: entries chain, retries are one, who comes second is told, nothing is changed, and verification sees what was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from mingbai.errors import Refused
from mingbai_web.ledger import queries, triggers
from mingbai_web.ledger.chain import canonical
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.ledger.services import (
    KeyUsedOtherwise,
    Overtaken,
    SealedBeyond,
    Wanted,
    enter,
    enter_all,
    held_newest,
    seal,
)
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.ledger.verification import verify

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 1, 30, 5, 123456, tzinfo=UTC)
REGISTRAR = Hand(person="李明", seat="registrar", body="qinghe-gov")


def entered(subject: Subject, kind: str = "received", **given: Any) -> Entry:
    facts = given.pop("facts", {"channel": "in-person"})
    head = queries.head(subject.kind, subject.id)
    return enter(
        subject=subject,
        kind=kind,
        facts=facts,
        happened=given.pop("happened", DAY),
        effective=given.pop("effective", DAY),
        by=given.pop("by", REGISTRAR),
        seen=given.pop("seen", head.digest if head else ""),
        now=given.pop("now", NOW),
        **given,
    )


@pytest.fixture
def case() -> Subject:
    return Subject("thing", uuid4())


def tampered(statement: str, *values: object) -> None:
    """Do what only the owner of the database can: take the triggers away, change, put them back."""
    with connection.cursor() as cursor:
        for drop in triggers.drop(connection.vendor):
            cursor.execute(drop)
        cursor.execute(statement, values)
        for create in triggers.create(connection.vendor):
            cursor.execute(create)


def test_entries_on_a_subject_chain_one_to_the_next(case: Subject) -> None:
    first, second = entered(case), entered(case, "extended", facts={"days": 10})
    assert (first.ordinal, first.previous, second.ordinal) == (1, "", 2)
    assert second.previous == first.digest
    assert [entry.kind for entry in queries.entries(case.kind, case.id)] == ["received", "extended"]
    assert list(verify()) == []


def together(*acts: Wanted) -> list[Entry]:
    return enter_all(acts, by=REGISTRAR, now=NOW)


def test_acts_entered_together_are_those_that_would_have_been_entered_one_by_one(case: Subject) -> None:
    one, new = entered(case), Subject("thing", uuid4())
    received, extended = ({"channel": "in-person"}, {"days": 10})
    made = together(
        Wanted(case, "extended", extended, DAY, DAY, one.digest),
        Wanted(new, "received", received, DAY, DAY, "", "form-1"),
        Wanted(new, "extended", extended, DAY, DAY),
    )
    assert [(each.subject_id, each.ordinal) for each in made] == [(case.id, 2), (new.id, 1), (new.id, 2)]
    assert made[2].previous == made[1].digest
    assert queries.by_key("form-1") == made[1]
    alone = Subject("thing", uuid4())
    assert entered(alone).facts == made[1].facts
    assert list(verify()) == []


def test_of_acts_entered_together_one_that_comes_late_keeps_all_out(case: Subject) -> None:
    seen = entered(case).digest
    entered(case, "extended", facts={"days": 5})
    fresh = Wanted(Subject("thing", uuid4()), "received", {"channel": "in-person"}, DAY, DAY, "")
    with pytest.raises(Overtaken):
        together(fresh, Wanted(case, "extended", {"days": 5}, DAY, DAY, seen))
    with pytest.raises(Overtaken):
        together(fresh, fresh)
    assert Entry.objects.count() == 2


def test_a_key_that_was_used_keeps_acts_entered_together_out(case: Subject) -> None:
    entered(case, key="form-1")
    with pytest.raises(Overtaken):
        together(
            Wanted(Subject("thing", uuid4()), "received", {"channel": "in-person"}, DAY, DAY, "", "form-1")
        )
    assert Entry.objects.count() == 1


def test_chains_of_different_subjects_know_nothing_of_each_other(case: Subject) -> None:
    entered(case)
    other = entered(Subject("thing", uuid4()))
    assert (other.ordinal, other.previous) == (1, "")


def test_who_decided_on_an_older_state_is_told_and_nothing_is_entered(case: Subject) -> None:
    seen = entered(case).digest
    entered(case, "extended", facts={"days": 5}, seen=seen)
    with pytest.raises(Overtaken, match="刚刚有人办过一步"):
        entered(case, "decided", facts={"outcome": "granted"}, seen=seen)
    assert Entry.objects.count() == 2


def test_who_was_overtaken_is_told_which_acts_came_first_and_on_what_to_decide_now(case: Subject) -> None:
    seen = entered(case).digest
    last = entered(case, "extended", facts={"days": 5}, seen=seen)
    with pytest.raises(Overtaken, match=r"extended 09:30.*没有保存") as told:
        entered(case, "decided", facts={"outcome": "granted"}, seen=seen)
    assert [each.kind for each in told.value.since] == ["extended"]
    assert told.value.head == last.digest
    for number in range(5):
        last = entered(case, "noted", facts={"note": str(number)}, seen=last.digest)
    with pytest.raises(Overtaken, match=r"共6步，最近：noted 09:30、noted 09:30、noted 09:30"):
        entered(case, "decided", facts={"outcome": "granted"}, seen=seen)


def test_of_what_may_be_done_next_only_who_has_seen_the_newest_is_asked(case: Subject) -> None:
    first = entered(case)
    chain = [first, entered(case, "extended", facts={"days": 5}, seen=first.digest, key="form-1")]
    held_newest(chain, chain[-1].digest)
    held_newest(chain, first.digest, key="form-1")
    with pytest.raises(Overtaken, match="extended"):
        held_newest(chain, first.digest)
    with pytest.raises(Overtaken):
        held_newest(chain, first.digest, key="form-2")


def test_a_retry_with_the_same_key_gives_the_first_answer(case: Subject) -> None:
    first = entered(case, key="form-1")
    again = entered(case, key="form-1", seen="", now=NOW + timedelta(seconds=9))
    assert again.id == first.id
    assert Entry.objects.count() == 1


def test_a_key_that_named_another_act_is_refused(case: Subject) -> None:
    entered(case, key="form-1")
    with pytest.raises(KeyUsedOtherwise):
        entered(case, "withdrawn", facts={}, key="form-1")


REFUSED = ["UPDATE ledger_entry SET person = 'x'", "DELETE FROM ledger_entry"]
if connection.vendor == "postgresql":  # SQLite has no such statement
    REFUSED.append("TRUNCATE ledger_entry")


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_or_remove_an_entry(case: Subject, statement: str) -> None:
    entered(case)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().person == "李明"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("person", "王芳"),
        ("facts", '{"channel":"online"}'),
        ("effective", "2026-03-03"),
        ("recorded_at", "2026-03-02 01:30:06+00:00"),
        ("kind", "withdrawn"),
        ("seat", "leader"),
        ("previous", "0" * 64),
    ],
)
def test_what_was_changed_behind_the_ledger_is_found(case: Subject, column: str, value: str) -> None:
    entered(case)
    entered(case, "extended", facts={"days": 10})
    tampered(f"UPDATE ledger_entry SET {column} = %s WHERE ordinal = 1", value)
    assert any(fault.at.endswith("#1") for fault in verify())


@pytest.mark.parametrize("table", triggers.TABLES)
@pytest.mark.parametrize("clash", ["OR REPLACE", "OR IGNORE"])
def test_no_row_is_pushed_out_by_another_put_in_its_place(case: Subject, table: str, clash: str) -> None:
    entered(case, key="form-1")
    seal(on=DAY, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns, (row,) = [each[0] for each in cursor.description], cursor.fetchall()
    for changed in ({}, {"id": row[0] + 1}):
        values = [
            changed.get(name, "0" if name == "digest" else value)
            for name, value in zip(columns, row, strict=True)
        ]
        places = ", ".join(["%s"] * len(columns))
        if connection.vendor == "postgresql":
            statement = f"INSERT INTO {table} VALUES ({places}) ON CONFLICT (id) DO UPDATE SET digest = '0'"
        else:
            statement = f"INSERT {clash} INTO {table} VALUES ({places})"
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    assert list(verify()) == []


def test_a_trigger_that_lets_through_what_it_should_refuse_is_found() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
            )
        else:
            cursor.execute("DROP TRIGGER ledger_entry_update")
            cursor.execute(
                "CREATE TRIGGER ledger_entry_update BEFORE UPDATE ON ledger_entry WHEN 0 BEGIN SELECT 1; END"
            )
    assert any(fault.at.startswith("trigger/ledger_entry") for fault in verify())


def test_an_entry_taken_out_of_the_middle_is_found(case: Subject) -> None:
    for kind in ("received", "extended", "decided"):
        entered(case, kind, facts={})
    tampered("DELETE FROM ledger_entry WHERE ordinal = 2")
    assert any("缺第2条" in fault.says.zh for fault in verify())


def test_a_chain_cut_short_after_a_seal_is_found_by_the_seal(case: Subject) -> None:
    entered(case)
    entered(case, "extended", facts={"days": 10})
    seal(on=DAY, now=NOW)
    assert list(verify()) == []
    tampered("DELETE FROM ledger_entry WHERE ordinal = 2")
    assert [fault.at for fault in verify()] == ["seal/2026-03-02"]


def test_a_day_is_sealed_once_and_seals_chain(case: Subject) -> None:
    entered(case)
    first = seal(on=DAY, now=NOW)
    assert seal(on=DAY, now=NOW + timedelta(hours=1)).digest == first.digest
    entered(case, "extended", facts={"days": 10})
    second = seal(on=DAY + timedelta(1), now=NOW + timedelta(1))
    assert (second.previous, second.entries) == (first.digest, 2)
    assert Seal.objects.count() == 2
    assert list(verify()) == []


def test_a_day_before_the_last_seal_is_not_sealed_any_more(case: Subject) -> None:
    entered(case)
    seal(on=DAY, now=NOW)
    with pytest.raises(SealedBeyond, match="2026-03-02 已经封存"):
        seal(on=DAY - timedelta(1), now=NOW)


@pytest.mark.parametrize(
    "fact", ["机密★10年", "秘密\n关于选址的报告", ("甲", "绝密★")], ids=["line", "head", "list"]
)
def test_no_act_says_what_bears_a_marking_of_secrecy(case: Subject, fact: object) -> None:
    facts = {"list" if isinstance(fact, tuple) else "note": fact}
    for enters in (
        lambda: entered(case, facts=facts),
        lambda: together(Wanted(case, "received", facts, DAY, DAY, "")),
    ):
        with pytest.raises(Refused, match="涉密渠道"):
            enters()
    assert queries.entries(case.kind, case.id) == []


def test_facts_are_kept_as_canonical_json_and_nothing_else_goes_in() -> None:
    assert canonical({"b": 1, "a": [DAY, "甲"]}) == '{"a":["2026-03-02","甲"],"b":1}'
    with pytest.raises(TypeError, match="no place in a ledger"):
        canonical({"file": b"x"})


def test_what_was_recorded_later_is_not_known_earlier(case: Subject) -> None:
    entered(case)
    entered(case, "extended", facts={"days": 10}, now=NOW + timedelta(days=2))
    assert len(queries.entries(case.kind, case.id, known=NOW + timedelta(days=1))) == 1
    assert UUID(str(case.id)) == queries.entries(case.kind, case.id)[0].subject_id
