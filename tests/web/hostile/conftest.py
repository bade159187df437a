"""The district of a module, taken back when its tests are done; what a test does in it is taken back after each.

Never longer than a module: tests of others may come in between, and would find themselves within its transaction.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.web.hostile.world import World


@pytest.fixture(scope="module")
def _district(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made()
        transaction.set_rollback(True)


@pytest.fixture
def world(_district: World) -> Iterator[World]:
    """The district as it was made."""
    limits, settings.INTAKE_LIMITS = settings.INTAKE_LIMITS, {"draft": 10**6, "submit": 10**6}
    kept = transaction.savepoint()
    yield _district
    transaction.savepoint_rollback(kept)
    settings.INTAKE_LIMITS = limits
