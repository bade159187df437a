"""What an acknowledgement asks of the database: the same few statements, however many were taken in before."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.intake.test_pages import filled

pytestmark = pytest.mark.django_db


def sent(body: UUID) -> list[str]:
    """Send an application from another browser; return the statements that its post asks."""
    client = Client(headers={"host": "localhost"})
    filled(client, body)
    with CaptureQueriesContext(connection) as asked:
        answer = client.post("/apply/review/")
        told = [each["sql"] for each in asked.captured_queries]
    assert answer.status_code == 302
    return told


def test_a_submission_asks_as_much_after_many_as_at_first(qinghe: UUID) -> None:
    sent(qinghe)  # what a process keeps is read
    first = sent(qinghe)
    for _ in range(5):
        sent(qinghe)
    last = sent(qinghe)
    assert len(last) == len(first)


def test_an_acknowledgement_is_one_transaction_of_two_changes(qinghe: UUID) -> None:
    told = [each for each in sent(qinghe) if not each.startswith("SELECT")]
    changes = [each for each in told if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [each.split()[2].strip('"') for each in changes] == ["intake_submission", "intake_draft"]
