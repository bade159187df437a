"""Submitting: sealed, on disk, acknowledged; once, whoever posts it how often; then handed over."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingbai_web.intake import codes, limits, queries, services
from mingbai_web.intake.details import BadPayload, Person, unpack
from mingbai_web.intake.models import Attachment, Submission
from mingbai_web.ledger.subjects import Hand
from mingbai_web.parties import sealing
from tests.web.intake.applying import BODY, DETAILS, KEY, NOW, PICTURE, PROOF

pytestmark = pytest.mark.django_db
REGISTRAR = Hand("registrar-1", "seat-1", str(BODY))


def submitted(**given: Any) -> services.Acknowledgement:
    given = {"details": DETAILS, "files": (), "body": BODY, "key": KEY, "now": NOW, **given}
    return services.submit(**given)


def test_an_acknowledgement_tells_the_number_the_code_and_the_instant() -> None:
    told = submitted()
    assert re.fullmatch(r"20260302-\d{8}", told.number)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{10}", told.code)
    assert (told.instant, told.body, told.again) == (NOW, BODY, False)


def test_what_was_submitted_can_be_opened_inside_and_says_everything() -> None:
    joint = (Person(name="李明"),)
    told = submitted(details=replace(DETAILS, joint=joint, agent=Person(name="王芳")), files=[PROOF])
    found = queries.sealed(told.id)
    assert found is not None
    opened = unpack(sealing.open(found.payload))
    assert opened.details == replace(DETAILS, joint=joint, agent=Person(name="王芳"))
    assert (opened.id, opened.number, opened.body, opened.submitted_at) == (told.id, told.number, BODY, NOW)
    assert [(each["name"], each["purpose"], each["size"]) for each in opened.files] == [
        ("身份证.png", "identity", len(PICTURE))
    ]
    assert sealing.open(found.files[0]) == PICTURE


def test_nothing_that_was_typed_stands_readable_in_the_database() -> None:
    submitted(files=[PROOF])
    stored = str(Submission.objects.values().get()) + str(Attachment.objects.values().get())
    for typed in ("张", "11010119900307299X", "13900000000", "老旧小区"):
        assert typed not in stored
        assert typed.encode() not in bytes(Submission.objects.get().sealed)
    assert PICTURE not in bytes(Attachment.objects.get().sealed)


def test_a_retry_with_the_same_key_returns_the_first_answer_whatever_it_says() -> None:
    first = submitted()
    again = submitted(details=replace(DETAILS, language="en"), now=NOW + timedelta(minutes=5))
    assert again == replace(first, again=True)
    assert Submission.objects.count() == 1


def test_another_key_is_another_submission_with_another_number_and_code() -> None:
    first, second = submitted(), submitted(key="b" * 64)
    assert first.number != second.number
    assert first.code != second.code


def test_a_number_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["20260302-00000001", "20260302-00000001", "20260302-00000002"])
    monkeypatch.setattr(services, "new_number", lambda on: next(drawn))
    assert submitted().number == "20260302-00000001"
    assert submitted(key="b" * 64).number == "20260302-00000002"


def test_submitting_is_one_read_by_index_and_one_insert() -> None:
    submitted()
    with CaptureQueriesContext(connection) as asked:
        submitted(key="b" * 64, visitor="v")
    said = [each["sql"].split()[0] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert said == ["SELECT", "INSERT"]


def test_attachments_are_one_insert_more() -> None:
    with CaptureQueriesContext(connection) as asked:
        submitted(files=[PROOF, PROOF])
    assert [each["sql"].split()[0] for each in asked].count("INSERT") == 2


def test_what_waits_is_listed_until_it_is_taken_in() -> None:
    first, second = submitted(), submitted(key="b" * 64, body=uuid4(), now=NOW + timedelta(1))
    assert [each.number for each in queries.waiting()] == [first.number, second.number]
    assert [each.number for each in queries.waiting([BODY])] == [first.number]
    services.taken(submission=first.id, by=REGISTRAR, now=NOW)
    assert [each.number for each in queries.waiting()] == [second.number]


def test_taking_in_empties_what_was_sealed_and_keeps_its_digest() -> None:
    told = submitted(files=[PROOF], visitor="v")
    before = Submission.objects.get()
    services.taken(submission=told.id, by=REGISTRAR, now=NOW)
    row = Submission.objects.get()
    assert (bytes(row.sealed), row.visitor, bytes(Attachment.objects.get().sealed)) == (b"", "", b"")
    assert (row.digest, row.code_hash, row.taken_by) == (before.digest, before.code_hash, "seat-1")
    assert queries.sealed(told.id) is None


def test_a_submission_is_taken_in_once() -> None:
    told = submitted()
    services.taken(submission=told.id, by=REGISTRAR, now=NOW)
    with pytest.raises(services.AlreadyTaken, match="已经转入"):
        services.taken(submission=told.id, by=REGISTRAR, now=NOW)


def test_taking_in_that_does_not_come_about_leaves_it_waiting() -> None:
    told = submitted()
    with transaction.atomic():
        services.taken(submission=told.id, by=REGISTRAR, now=NOW)
        transaction.set_rollback(True)
    assert [each.number for each in queries.waiting()] == [told.number]


def test_a_code_proves_its_own_number_and_no_other() -> None:
    first, second = submitted(), submitted(key="b" * 64)
    stored = queries.sent(first.number)
    assert stored is not None
    assert codes.same_code(first.number, first.code, stored.code_hash)
    assert not codes.same_code(first.number, second.code, stored.code_hash)
    assert not codes.same_code(first.number, first.code, None)


@pytest.mark.parametrize("typed", ["ABCDE-FGHJK", "abcde fghjk", "ＡＢＣＤＥ　ＦＧＨＪＫ", " abcdefghjk\n"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read_code(typed) == "ABCDEFGHJK"


@pytest.mark.parametrize(
    "typed",
    ["20260302-12345678", "2026030212345678", "２０２６０３０２－１２３４５６７８", "20260302 1234 5678"],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read_number(typed) == "20260302-12345678"


@pytest.mark.parametrize("typed", ["", "1", "x" * 10**6, "٣" * 16, "../../etc/passwd", "\0" * 16])
def test_what_is_no_number_and_no_code_is_read_as_nothing(typed: str) -> None:
    assert codes.read_number(typed) == ""
    assert codes.read_code(typed[:9]) == ""


def test_one_visitor_may_submit_so_often_in_an_hour_and_others_go_on(settings: Any) -> None:
    settings.INTAKE_LIMITS = {"submit": 2}
    for n in range(2):
        submitted(key=f"{n}" * 64, visitor="v", now=NOW + timedelta(minutes=n))
    with pytest.raises(limits.TooOften, match="58分钟后再试"):
        submitted(key="c" * 64, visitor="v", now=NOW + timedelta(minutes=2))
    assert submitted(key="d" * 64, visitor="w", now=NOW + timedelta(minutes=2)).number
    assert submitted(key="c" * 64, visitor="v", now=NOW + timedelta(hours=1, minutes=1)).number


def test_all_together_may_submit_so_often_in_a_minute(settings: Any) -> None:
    settings.INTAKE_LIMITS = {"submit-all": 2}
    for n in range(2):
        submitted(key=f"{n}" * 64, visitor=f"v{n}")
    with pytest.raises(limits.Busy, match="人太多"):
        submitted(key="c" * 64, visitor="w")


def test_a_retry_is_answered_even_beyond_the_limit(settings: Any) -> None:
    settings.INTAKE_LIMITS = {"submit": 1}
    first = submitted(visitor="v")
    assert submitted(visitor="v").number == first.number


def test_a_visitor_is_told_by_address_and_day_and_the_address_cannot_be_read_back() -> None:
    day = date(2026, 3, 2)
    assert limits.visitor("192.0.2.7", day) == limits.visitor("::ffff:192.0.2.7", day)
    assert limits.visitor("2001:db8::1", day) == limits.visitor("2001:db8::ffff", day)
    assert limits.visitor("2001:db8::1", day) != limits.visitor("2001:db8:0:1::1", day)
    assert limits.visitor("192.0.2.7", day) != limits.visitor("192.0.2.7", day + timedelta(1))
    assert limits.visitor("not an address", day) == ""


@pytest.mark.parametrize("payload", [b"", b"{}", b"[]", b"\xff", json.dumps({"schema": "other/9"}).encode()])
def test_what_is_no_submission_is_refused_in_one_line(payload: bytes) -> None:
    with pytest.raises(BadPayload):
        unpack(payload)
