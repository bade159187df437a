"""What every command of the platform begins with: is the platform installed, where is the installation, is its database there."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mingbai.cli.terminal import Wrong

__all__ = ["ready", "run", "say", "started"]

_NEEDED = ("argon2", "django", "environs", "granian", "uuid_utils", "whitenoise")
_WHERE: Mapping[str, str] = {
    "init": "beginning",
    "demo": "demonstrating",
    "serve": "serving",
    "worker": "working",
    "backup": "copying:backup",
    "restore": "copying:restore",
    "move": "copying:move",
    "arrive": "copying:arrive",
    "verify": "proving:verify",
    "rebuild": "proving:rebuild",
    "recover": "recovering",
}
_MAKES = frozenset(("demo", "init", "restore"))


def run(options: argparse.Namespace) -> int:
    """Do what *options* ask for; return the exit code. What is wrong with the installation is one line and exit 2."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise Wrong(
            "这个命令属于平台，平台的部件没有安装：pip install 'mingbai[web]'",
            "this command belongs to the platform, whose parts are not installed: pip install 'mingbai[web]'",
        )
    home = _home(options)
    if options.command not in _MAKES and not home.is_dir():
        raise Wrong(
            f"{home} 里没有安装：在别的文件夹里的，用 --home 指明；还没有安装的，先运行 mingbai init --home {home}",
            f"there is no installation in {home}: name another folder with --home, or set one up with mingbai init"
            f" --home {home}",
        )
    os.environ["MINGBAI_HOME"] = str(home)
    if getattr(options, "database", None):
        options.instead_of = os.environ.get("MINGBAI_DATABASE", "")
        os.environ["MINGBAI_DATABASE"] = options.database
    if options.command == "demo":
        with _begun_demo(home):
            return started(options)
    return started(options)


@contextmanager
def _begun_demo(home: Path) -> Iterator[None]:
    """Make the secret and note the settings before they are read: the demo serves what it has only just made.

    They are no settings for an office at work, so where one is set up they are not noted. A demo that is refused before
    anything was made by them leaves nothing of them behind.
    """
    from mingbai_web.project import home as folder

    if folder.is_made(home) and folder.noted(home).get("MINGBAI_DEMO") != "1":
        raise Wrong(
            f"{home} 里的安装不是演示用的，没有改动：用 --home 另指一个文件夹",
            f"the installation in {home} is no demonstration and stays as it is: name another folder with --home",
        )
    there = next(each for each in (home, *home.parents) if each.exists())
    before = {path.name for path in home.iterdir()} if home.exists() else set()
    new = folder.make(home)
    folder.note(
        home, {"MINGBAI_DEMO": "1", "MINGBAI_PASSWORD_DAYS": "3650", "MINGBAI_SECOND_FACTOR": "nobody"}
    )
    try:
        yield
    except Wrong:
        if new:
            folder.unmake(home, before=before, down_to=there)
        raise


def started(options: argparse.Namespace) -> int:
    """Do what *options* ask for with the settings that the environment now names."""
    _set_up()
    module, _, function = _WHERE[options.command].partition(":")
    done = getattr(import_module(f"mingbai_web.project.commands.{module}"), function or options.command)
    from django.db import DatabaseError, InterfaceError

    try:
        return int(done(options))
    except (DatabaseError, InterfaceError) as error:
        raise _database_gone(error) from error


def ready() -> None:
    """Raise `Wrong` when the database is not there or does not have the tables of this version."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
            raise _no_tables()
        plan = MigrationExecutor(connection)
        missing = plan.migration_plan(plan.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise _database_gone(error) from error
    if missing:
        raise _no_tables()


def say(options: argparse.Namespace, zh: str, en: str) -> None:
    """Put a line of words on standard error, unless it is to be quiet."""
    if not options.quiet:
        sys.stderr.write((en if options.lang == "en" else zh) + "\n")
        sys.stderr.flush()


def _home(options: argparse.Namespace) -> Path:
    return Path(options.home or os.environ.get("MINGBAI_HOME") or "var").absolute()


def _set_up() -> None:
    """Let Django read the settings; what is wrong in them is told in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai_web.project.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from environs import EnvError

    try:
        django.setup()
    except (EnvError, ImproperlyConfigured, OSError, ValueError) as error:
        why = " ".join(str(error).split())
        raise Wrong(f"设置有误：{why}", f"the settings are wrong: {why}") from error


def _no_tables() -> Wrong:
    return Wrong(
        "数据库还没有建立，或者是旧版的：运行 mingbai init（已有的数据不变）",
        "the database is not set up, or is of an older version: run mingbai init (what is there stays)",
    )


def _database_gone(error: Any) -> Wrong:
    """Return what to say of a database that cannot be used: its own first line, without values of rows."""
    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Wrong(
        f"数据库用不了（{why}）：请检查 MINGBAI_DATABASE 的地址、数据库服务和磁盘空间",
        f"the database cannot be used ({why}): look at the address in MINGBAI_DATABASE, its server and the disk",
    )
