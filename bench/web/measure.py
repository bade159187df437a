"""Measure the platform on the database that MINGBAI_DATABASE names, else on SQLite; print what was found as JSON.

    python -m bench.web.measure HOME [--quick]

Runs in `.venv`; `run.py` calls it, once for each database. HOME is a folder for an installation that is made anew.
"""

import argparse
import gc
import json
import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

__all__ = ["main"]

ACTS, PROVED = 200_000, 100_000


def main() -> int:
    """Make an installation with many acts, measure, print."""
    options = argparse.ArgumentParser(description="Measure the platform.")
    options.add_argument("home", type=Path)
    options.add_argument("--quick", action="store_true", help="a twentieth of the acts, fewer rounds")
    given = options.parse_args()
    acts, proved, rounds, posts = (10_000, 5_000, 3, 160) if given.quick else (ACTS, PROVED, 12, 800)
    home = given.home.absolute()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.environ["MINGBAI_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from mingbai_web.parties import key_files
    from mingbai_web.project import home as installation

    installation.make(home)
    call_command("migrate", verbosity=0, interactive=False)
    key_files.make(home / "keys")
    from bench.web import intake, proving, reading
    from bench.web.filling import Filling, founded

    now = timezone.now()
    today = timezone.localdate(now)
    _say("making the district and its acts")
    offices = founded()
    filling = Filling(offices, today, acts)
    filling.enter(proved)
    _say(f"verifying {filling.entered:,} acts")
    found = {"database": _database(connection), "proved": proving.proved()}
    filling.enter(acts)
    _say(f"rebuilding and verifying {filling.entered:,} acts")
    found["all proved"] = proving.proved()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does within minutes
    looked_at = [life.id for life in filling.looked_at]
    short = [life.id for life in filling.lives if life.body == offices[0].body and len(life.done) == 8][
        : 10 * rounds
    ]
    del filling  # what made the acts is no part of what shows them
    gc.collect()
    gc.freeze()
    _say("lists and cases")
    found["pages"] = reading.pages(offices[0], looked_at, rounds)
    _say("the table")
    found["figures"] = reading.figures(offices, today, rounds)
    _say("one act")
    found["act"] = proving.one_act(offices[0], short, now)
    found["act on fifty"] = proving.one_act(offices[0], looked_at, now + timedelta(hours=2))
    _say("intake")
    found["intake"] = intake.load(offices[0].body, home, 3 if given.quick else 5, posts)
    print(json.dumps(found, ensure_ascii=False))
    return 0


def _database(connection) -> str:  # type: ignore[no-untyped-def]
    if connection.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {connection.pg_version // 10_000}"


def _say(words: str) -> None:
    sys.stderr.write(f"bench: {words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
