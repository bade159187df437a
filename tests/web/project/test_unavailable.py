"""A database that is away is a clear page of 503 while the server goes on; when it is back, so are the pages."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

from tests.web.project.installation import GIVEN, Installation, has_postgres
from tests.web.project.manned import Browser

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


@contextmanager
def stopped_in_the_middle(office: Installation) -> Iterator[None]:
    """Let nobody write while the block runs; whoever has begun an act by then loses the connection in the middle of it."""
    if not has_postgres():
        with closing(sqlite3.connect(office.home / "mingbai.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # an act waits for this until it gives up
            yield
            other.execute("ROLLBACK")
        return
    import psycopg

    name = urlsplit(office.address).path[1:]
    with psycopg.connect(office.address) as other, psycopg.connect(GIVEN, autocommit=True) as server:
        other.execute("LOCK TABLE ledger_entry IN EXCLUSIVE MODE")
        waiting = "FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock' AND state = 'active'"

        def cut() -> None:
            for _ in range(200):
                if server.execute(f"SELECT pg_terminate_backend(pid) {waiting}", [name]).fetchall():
                    return
                time.sleep(0.05)

        cutting = threading.Thread(target=cut)
        cutting.start()
        yield
        cutting.join()
        other.rollback()


def test_an_act_whose_database_goes_in_the_middle_is_not_half_done_and_the_same_form_does_it_later(
    manned: tuple[Installation, dict[str, Any]],
) -> None:
    office, there = manned
    counted = "from mingbai_web.ledger.models import Entry; print(Entry.objects.count())"
    with office.serving("--workers", "1", "--no-worker") as server:
        officer = Browser(server.port).signed_in("jingban")
        page = officer.get(f"/office/cases/{there['cases'][0]}/note/")
        before = int(office.python(counted))
        with stopped_in_the_middle(office):
            answer = officer.send(page, text="中断时写的一段话")
        assert answer.status == 503, answer.says()
        assert "没有保存" in answer.says()
        assert int(office.python(counted)) == before
        for _ in range(2):  # sent again by who did not see the answer, it is the same act
            assert officer.send(page, text="中断时写的一段话").status == 200
        assert int(office.python(counted)) == before + 1
    assert "全部相符" in office.run("verify").stderr


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
