"""Property tests take the same examples on every run, and no clock decides about them.

The test's SQLite is a file, and the English of the pages is compiled.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings

from scripts import messages

settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
messages.compile_stale()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the test's SQLite in a file, where threads that each open it meet as processes do; it waits for no disk.

    Neither does the PostgreSQL of `scripts/postgres.sh`: who kills a process takes nothing from the system's memory. What
    installations of their own do, those that real processes are killed on among them, waits for the disk as ever.
    """
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        path: Path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
        begun = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = begun.replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[None]:
    """Make the test's database whichever tests are run: pytest-django's own makes it only for those that are marked."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        teardown_databases(made, verbosity=0)
