"""The log of personal data that was read: written with a reason, changed by nobody, read by the audit administrator."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from mingbai_web.accounts import access, triggers
from mingbai_web.accounts.access import NoReason
from mingbai_web.accounts.models import Read, SignIn
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from tests.web.accounts.office import NOW, TODAY, seat, seated, someone

pytestmark = pytest.mark.django_db

AUDIT = seated(Role.AUDIT_ADMIN, person="shenji")


def test_a_reading_is_put_on_record_with_its_reason() -> None:
    party, viewer = uuid4(), seated(Role.REGISTRAR)
    access.read(viewer, party, "  核对 身份证明 ", NOW)
    (found,) = access.reads(viewer=AUDIT)
    assert (found.person, found.party, found.reason, found.at) == ("liming", party, "核对 身份证明", NOW)


@pytest.mark.parametrize("reason", ["", " ", "看", "x" * 201])
def test_nothing_is_read_without_a_reason(reason: str) -> None:
    with pytest.raises(NoReason):
        access.read(seated(Role.REGISTRAR), uuid4(), reason, NOW)
    assert not Read.objects.exists()


def test_who_may_not_unmask_leaves_no_reading() -> None:
    for role in (Role.COUNSEL, Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.MAIL_ROOM):
        with pytest.raises(Forbidden):
            access.read(seated(role), uuid4(), "想看看", NOW)
    assert not Read.objects.exists()


def test_only_the_audit_administrator_reads_the_logs() -> None:
    for role in set(Role) - {Role.AUDIT_ADMIN}:
        with pytest.raises(Forbidden):
            access.reads(viewer=seated(role))
        with pytest.raises(Forbidden):
            access.attempts(viewer=seated(role))


def test_readings_are_found_by_person_party_and_day() -> None:
    someone("liming", "李明")
    party, place = uuid4(), seat(Role.REGISTRAR, name="窗口一岗")
    for days in range(3):
        viewer = seated(Role.REGISTRAR)
        access.read(viewer, party if days == 1 else uuid4(), f"第{days}次核对", NOW + timedelta(days=days))
    assert [each.reason for each in access.reads(viewer=AUDIT, party=party)] == ["第1次核对"]
    assert len(access.reads(viewer=AUDIT, person="liming")) == 3
    assert access.reads(viewer=AUDIT, person="wangfang") == []
    assert len(access.reads(viewer=AUDIT, since=TODAY + timedelta(days=1))) == 2
    assert len(access.reads(viewer=AUDIT, until=TODAY)) == 1
    assert len(access.reads(viewer=AUDIT, first=1, most=1)) == 1
    assert place is not None
    assert access.reads(viewer=AUDIT)[0].name == "李明"


STATEMENTS = ["UPDATE {} SET person = 'x'", "DELETE FROM {}"]
if connection.vendor == "postgresql":  # SQLite has no such statement
    STATEMENTS.append("TRUNCATE {}")


@pytest.mark.parametrize("table", ["accounts_read", "accounts_signin"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_remove_what_was_logged(table: str, statement: str) -> None:
    access.read(seated(Role.REGISTRAR), uuid4(), "核对", NOW)
    SignIn.objects.create(at=NOW, person="liming", address="192.0.2.1", event="in")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_verification_says_when_the_database_no_longer_keeps_the_logs() -> None:
    assert list(triggers.faults()) == []
    with connection.cursor() as cursor:
        cursor.execute(next(triggers.drop(connection.vendor)))
    (found,) = triggers.faults()
    assert found.at.startswith("trigger/accounts_read")


def test_no_reading_is_pushed_out_by_another_put_in_its_place() -> None:
    access.read(seated(Role.REGISTRAR), uuid4(), "核对身份", NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_read")
        (row,) = cursor.fetchall()
    places = ", ".join(["%s"] * len(row))
    replaces = "ON CONFLICT (id) DO UPDATE SET reason = ''" if connection.vendor == "postgresql" else ""
    statement = f"{'INSERT' if replaces else 'REPLACE'} INTO accounts_read VALUES ({places}) {replaces}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, row)
    assert Read.objects.get().reason == "核对身份"
