"""The mailbox of a seat, kept by the security administrator on a page."""

from uuid import uuid4

import pytest
from django.utils import timezone

from mingbai_web.accounts import queries
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Mailbox
from tests.web.desks import posted, signed_in

pytestmark = pytest.mark.django_db

ROOT = "/office/settings/mailboxes/"


def test_a_seat_is_given_a_mailbox_and_it_is_shown_where_it_is_kept() -> None:
    client = signed_in(Role.SECURITY_ADMIN)
    (seat,) = queries.seats(on=timezone.localdate())
    address = f"{ROOT}{seat.id}/"
    assert address in client.get(ROOT).content.decode()
    shown = posted(client, address, {"address": "gongkai@example.cn"}, confirm=False).content.decode()
    assert "每个工作日寄到 gongkai@example.cn" in shown
    assert not Mailbox.objects.exists()
    assert posted(client, address, {"address": "gongkai@example.cn"})["Location"] == ROOT
    box = Mailbox.objects.get(seat=seat.id)
    assert (box.address, box.changed_by) == ("gongkai@example.cn", "securityadmin")
    assert "gongkai@example.cn" in client.get(ROOT).content.decode()
    posted(client, address, {"address": ""})
    assert Mailbox.objects.get(seat=seat.id).address == ""


def test_a_wrong_address_is_said_and_a_seat_that_is_not_there_is_not_found() -> None:
    client = signed_in(Role.SECURITY_ADMIN)
    (seat,) = queries.seats(on=timezone.localdate())
    assert posted(client, f"{ROOT}{seat.id}/", {"address": "公开科"}).status_code == 422
    assert client.get(f"{ROOT}{uuid4()}/").status_code == 404


def test_no_other_seat_keeps_mailboxes() -> None:
    client = signed_in(Role.SYSTEM_ADMIN)
    assert client.get(ROOT).status_code == 403
    assert client.post(f"{ROOT}{uuid4()}/", {"address": "a@example.cn", "confirm": "1"}).status_code == 403
