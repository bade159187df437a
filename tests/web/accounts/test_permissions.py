"""The table of permissions: every cell that is not given is refused, and says whose it is."""

from itertools import product

import pytest

from mingbai_web.accounts.permissions import Forbidden, may, permissions, require
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.seats import ADMINISTRATORS
from tests.web.accounts.office import seated

CELLS = list(product(permissions(), Role))
GIVEN = [(key, role) for key, role in CELLS if role in permissions()[key].roles]
FORBIDDEN = [cell for cell in CELLS if cell not in GIVEN]


@pytest.mark.parametrize(("key", "role"), FORBIDDEN)
def test_a_seat_that_is_not_named_in_the_table_is_refused(key: str, role: Role) -> None:
    with pytest.raises(Forbidden, match=permissions()[key].words.zh) as refusal:
        require(seated(role), key)
    assert ROLES[role].zh not in refusal.value.zh.split("：")[1].split("、")
    assert not may(seated(role), key)


@pytest.mark.parametrize(("key", "role"), GIVEN)
def test_a_seat_that_is_named_in_the_table_may(key: str, role: Role) -> None:
    require(seated(role), key)
    assert seated(role).may(key)


def test_every_kind_of_seat_has_a_name_and_may_do_something() -> None:
    assert set(ROLES) == set(Role)
    assert {role for _, role in GIVEN} == set(Role)


def test_only_the_head_of_the_working_body_extends() -> None:
    assert permissions()["applications.extend"].roles == {Role.WORKING_BODY_HEAD}


def test_no_administrator_sees_an_application_or_its_personal_data() -> None:
    for role in ADMINISTRATORS:
        assert not [
            key for key, each in GIVEN if each == role and key.startswith(("applications.", "figures."))
        ]


def test_the_supervisor_sees_no_personal_data() -> None:
    for key in ("applications.see", "applications.see_assigned", "applications.unmask", "figures.drill"):
        assert Role.SUPERVISOR not in permissions()[key].roles


def test_the_three_administrators_share_no_permission() -> None:
    for permission in permissions().values():
        assert len(permission.roles & ADMINISTRATORS) <= 1, permission.key


def test_a_key_that_is_not_in_the_table_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        require(seated(Role.LEADER), "applications.fly")
