"""A database that is away is a clear page of 503 while the server goes on; when it is back, so are the pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.web.project.installation import GIVEN, Installation, has_postgres

SIGNED_IN = {"Cookie": f"sessionid={'a' * 32}"}  # a session has to be looked for, in the database


@contextmanager
def away(office: Installation) -> Iterator[None]:
    """Take the database away while the block runs: its file, or its name on the server."""
    if not has_postgres():
        files = list(office.home.glob("mingbai.sqlite3*"))
        aside = office.home / "aside"
        aside.mkdir()
        for file in files:
            file.rename(aside / file.name)
        (office.home / "mingbai.sqlite3").mkdir()
        try:
            yield
        finally:
            (office.home / "mingbai.sqlite3").rmdir()
            for file in files:
                (aside / file.name).rename(file)
        return
    import psycopg

    name = urlsplit(office.address).path[1:]
    with psycopg.connect(GIVEN, autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


def test_a_database_that_is_away_is_a_clear_page_and_comes_back_by_itself(office: Installation) -> None:
    with office.serving("--workers", "1", "--no-worker") as server:
        before, _ = server.get("/office/", **SIGNED_IN)
        with away(office):
            status, page = server.get("/office/", **SIGNED_IN)
        after, _ = server.get("/office/", **SIGNED_IN)
    assert status == 503
    assert "没有保存" in page
    assert "Traceback" not in page
    assert before == after != 503
    assert str(office.home) not in server.said.replace(f"http://127.0.0.1:{server.port}/", "")
