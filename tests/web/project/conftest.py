"""Installations of their own for tests that ask for one, on the database that the tests are run on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.project.filled import FACTS, fill
from tests.web.project.installation import Installation, database
from tests.web.project.manned import man


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    """A place in which nothing is yet."""
    with database() as address:
        yield Installation(tmp_path / "office", address)


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that `mingbai init` made, of which every test has a copy."""
    with database() as address:
        made = Installation(tmp_path_factory.mktemp("begun") / "office", address)
        made.run("init", "--quiet", cold=True)
        yield made


@pytest.fixture
def office(_begun: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation that `mingbai init` made."""
    with _begun.copied(tmp_path / "office") as copy:
        yield copy


@pytest.fixture(scope="session")
def source(_begun: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with something of everything, which no test changes; `facts` and `backup.zip` lie beside it."""
    folder = tmp_path_factory.mktemp("source")
    with _begun.copied(folder / "office") as made:
        fill(made)
        (folder / "facts").write_text(made.python(FACTS))
        made.run("backup", folder / "backup.zip", cold=True)
        yield made


@pytest.fixture
def filled(source: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A copy of `source` that a test may change."""
    with source.copied(tmp_path / "office") as copy:
        yield copy


@pytest.fixture(scope="session")
def _manned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, dict[str, Any]]]:
    with database() as address:
        made = Installation(tmp_path_factory.mktemp("manned") / "office", address)
        yield made, man(made)


@pytest.fixture
def manned(
    _manned: tuple[Installation, dict[str, Any]], tmp_path: Path
) -> Iterator[tuple[Installation, dict[str, Any]]]:
    """An installation with people at its seats and applications that wait, and the ids of these."""
    made, there = _manned
    with made.copied(tmp_path / "office") as copy:
        yield copy, there
