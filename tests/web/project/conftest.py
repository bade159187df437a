"""An installation of its own for each test that asks for one, on the database that the tests are run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.project.installation import Installation, database


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    """A place in which nothing is yet."""
    with database() as address:
        yield Installation(tmp_path / "office", address)


@pytest.fixture
def office(fresh: Installation) -> Installation:
    """An installation that `mingbai init` made."""
    fresh.run("init", "--quiet")
    return fresh
