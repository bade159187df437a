"""A browser and a running platform for the tests that look at pages as people do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from mingbai_web.accounts import triggers as logs
from mingbai_web.ledger import triggers
from mingbai_web.parties import key_files
from tests.printing import CHROMIUM

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --lang=zh-CN"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here: it drives a browser, and a database is made for it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)  # a real browser on every page takes minutes: `make test-deep`
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A home for the installation that is looked at, with a key store in it."""
    settings.HOME = tmp_path_factory.mktemp("home")
    key_files.make(settings.HOME / "keys")


@pytest.fixture
def _django_db_helper(django_db_setup: None) -> None:
    """No transaction around a test: the server answers in another thread. `site` empties the database instead."""


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Any]:
    """Chromium of the system."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make system)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _server(browser: Any, django_db_blocker: Any) -> Iterator[str]:
    # Playwright keeps a loop running in this thread, which Django takes for a sign of asynchronous code.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with django_db_blocker.unblock():
            server = LiveServer("localhost")
            try:
                yield server.url
            finally:
                server.stop()


@pytest.fixture
def site(_server: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of the platform, on a database that the test fills and that is emptied afterwards."""
    with django_db_blocker.unblock():
        try:
            yield _server
        finally:
            _empty()


def _empty() -> None:
    """Take everything out of the database, the ledger too: its triggers refuse that to everybody else."""
    with connection.cursor() as cursor:
        for statement in (*triggers.drop(connection.vendor), *logs.drop(connection.vendor)):
            cursor.execute(statement)
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        for statement in (*triggers.create(connection.vendor), *logs.create(connection.vendor)):
            cursor.execute(statement)
