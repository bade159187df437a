"""What is another body's is not there: no page shows it and no form acts on it, whatever seat one sits in."""

import pytest

from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from tests.web.hostile.test_forms import held
from tests.web.hostile.walking import NAMES, candidates
from tests.web.hostile.world import MARK, World

SEATS = (
    Role.MAIL_ROOM,
    Role.REGISTRAR,
    Role.CASE_OFFICER,
    Role.CO_HANDLER,
    Role.DEPARTMENT_HEAD,
    Role.SECRECY_REVIEWER,
    Role.COUNSEL,
    Role.WORKING_BODY_HEAD,
    Role.LEADER,
    Role.COMPILER,
)
OF_A_BODY = [
    name
    for name, route in NAMES.items()
    if name.partition(":")[0] in ("applications", "papers", "files", "annual_report") and "<uuid:" in route
]


@pytest.mark.parametrize("name", OF_A_BODY)
def test_what_belongs_to_another_body_is_not_there_for_any_seat(name: str, world: World) -> None:
    clients = {role: world.client(role) for role in SEATS}
    entered = Entry.objects.count()
    for group in list(candidates(name, world, beyond=True))[:4]:
        for page in group[:1]:
            for role, client in clients.items():
                for answer in (
                    client.get(page),
                    client.post(page, {"seen": "", "key": "a" * 32, "confirm": "1"}),
                ):
                    held(answer, page)
                    assert answer.status_code in (403, 404, 405), (role, page, answer.status_code)
                    assert MARK not in answer.content.decode()
    assert Entry.objects.count() == entered


@pytest.mark.parametrize("address", ["/office/", "/office/search/?q=", "/office/items/", "/office/papers/"])
def test_no_list_holds_what_belongs_to_another_body(address: str, world: World) -> None:
    for role in SEATS:
        answer = world.client(role).get(f"{address}{MARK if address.endswith('=') else ''}")
        assert answer.content.decode().replace(f'value="{MARK}"', "").count(MARK) <= address.endswith("=")
