"""`mingbai init`: the folder, the secret, the database, the keys, the administrators and the first body."""

import argparse
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from mingbai.cli.terminal import Wrong
from mingbai_web.project import home
from mingbai_web.project.commands.running import say
from mingbai_web.project.founding import found

__all__ = ["init", "prepare"]


def init(options: argparse.Namespace) -> int:
    """Make what there is not yet; say what there is."""
    folder = Path(settings.HOME)
    new = prepare(options)
    say(options, f"安装：{folder}", f"installation: {folder}")
    if not new:
        say(
            options,
            "密钥文件和数据库已有，没有改动",
            "the secret and the database are there and stay as they are",
        )
    for line in found(options):
        print(line.in_(options.lang), flush=True)
    say(
        options,
        f"下一步：mingbai serve --home {folder}",
        f"next: mingbai serve --home {folder}",
    )
    return 0


def prepare(options: argparse.Namespace) -> bool:
    """Make the folder, the secret and the tables; return whether the folder was new.

    Raises `Wrong` for another database than the installation has: its files and keys would stand beside rows of another.
    """
    folder = Path(settings.HOME)
    given = getattr(options, "database", None)
    if given and home.is_made(folder) and (options.instead_of or home.database(folder)) not in ("", given):
        raise Wrong(
            f"{folder} 已有安装，用的是另一个数据库，没有改动：换数据库用 mingbai move --to，另建一个安装换一个 --home",
            f"{folder} holds an installation on another database, which stays: mingbai move --to changes the database, "
            "another --home makes another installation",
        )
    try:
        new = home.make(folder)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Wrong(f"无法写入 {folder}（{why}）", f"cannot write {folder} ({why})") from error
    if given:
        home.note(folder, {"MINGBAI_DATABASE": os.environ["MINGBAI_DATABASE"]})
    call_command("migrate", verbosity=0, interactive=False)
    return new
