"""`mingbai backup`, `mingbai restore` and `mingbai move`."""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from mingbai.cli.terminal import Wrong
from mingbai_web.project import home
from mingbai_web.project.backup import archive, copies
from mingbai_web.project.backup.archive import Archive
from mingbai_web.project.commands.beginning import prepare
from mingbai_web.project.commands.proving import proved
from mingbai_web.project.commands.running import ready, say
from mingbai_web.project.founding import backup_keys, erase_again, keys_are_there, restore_keys

__all__ = ["arrive", "backup", "move", "restore"]


def backup(options: argparse.Namespace) -> int:
    """Write the installation, or its keys alone, into one file."""
    path = Path(options.file)
    if not path.absolute().parent.is_dir():
        raise Wrong(f"没有文件夹 {path.absolute().parent}", f"there is no folder {path.absolute().parent}")
    try:
        if options.keys:
            backup_keys(path)
            say(
                options,
                f"密钥已写入 {path}；与数据的备份分开保管，只留最新一份",
                f"keys written to {path}; keep them apart from the backups of data, and only the newest",
            )
            return 0
        ready()
        with archive.writing(path) as made:
            said = copies.take(made, now=datetime.now(UTC))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Wrong(f"无法写入 {path}（{why}）", f"cannot write {path} ({why})") from error
    entries, files = said["counts"]["ledger.Entry"], sum(n.startswith("files/") for n in made.members)
    say(
        options,
        f"已备份到 {path}：{entries}条记录、{files}个文件；不含个人信息密钥（mingbai backup --keys 另存）",
        f"backed up to {path}: {entries} acts, {files} files; without the keys of personal data (mingbai backup --keys)",
    )
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup into an empty installation and prove it."""
    path, folder = Path(options.file), Path(settings.HOME)
    if options.keys:
        home.make(folder)
        restore_keys(path)
        if not _is_new():
            ready()
            erase_again()
        say(options, f"密钥已恢复到 {folder}", f"keys restored to {folder}")
        return 0
    with archive.opened(path) as given:
        if Path(settings.HOME).is_dir():
            _refuse_used()
        prepare(options)
        with home.held(folder, alone=True):
            copies.refuse_unless_empty()
            copies.put_files_back(given)
            return _put_back(options, given)


def move(options: argparse.Namespace) -> int:
    """Copy the rows to another database by way of a backup without files, prove them there, note the address."""
    folder = Path(settings.HOME)
    ready()
    with home.held(folder, alone=True):
        between = folder / f"moving-{os.getpid()}.zip"
        try:
            with archive.writing(between) as made:
                copies.take(made, now=datetime.now(UTC), files=False)
            ran = subprocess.run(
                [sys.executable, "-m", "mingbai_web.project.commands.arriving", str(between), options.lang],
                env={
                    **os.environ,
                    "MINGBAI_DATABASE": options.to,
                },  # not among the arguments, which others can see
                check=False,
            )
        finally:
            between.unlink(missing_ok=True)
        if ran.returncode:
            say(options, "没有搬迁：原数据库照旧使用", "not moved: the old database is in use as before")
            return ran.returncode
        home.note(folder, {"MINGBAI_DATABASE": options.to})
    say(
        options,
        f"已搬迁，新地址记在 {folder / 'mingbai.env'}；原数据库没有改动。环境变量里若写着 MINGBAI_DATABASE，也要改",
        f"moved; the new address is noted in {folder / 'mingbai.env'}; the old database is as it was. Change MINGBAI_DATABASE"
        " in the environment too, where it is set",
    )
    return 0


def arrive(options: argparse.Namespace) -> int:
    """In the process of the new database: set it up, put the rows in, prove them."""
    with archive.opened(Path(options.file)) as given:
        _refuse_used(files=False)
        call_command("migrate", verbosity=0, interactive=False)
        copies.refuse_unless_empty(files=False)
        return _put_back(options, given)


def _refuse_used(*, files: bool = True) -> None:
    """Refuse an installation that holds something before its tables are touched."""
    if not _is_new():
        copies.refuse_unless_empty(files=files)


def _is_new() -> bool:
    """Tell whether nothing was ever set up in the database."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return "ledger_entry" not in connection.introspection.table_names()


def _put_back(options: argparse.Namespace, given: Archive) -> int:
    copies.put_back(given)
    if not copies.arrived(given):
        raise archive.BadBackup(
            "恢复的行数或者链尾与备份清单不符", "what was restored is not what the manifest counts"
        )
    erase_again()
    holds = proved(options)
    if holds and not keys_are_there():
        say(
            options,
            "还没有个人信息密钥：mingbai restore --keys FILE",
            "the keys of personal data are not here yet: mingbai restore --keys FILE",
        )
    return 0 if holds else 1
