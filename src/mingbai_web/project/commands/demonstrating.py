"""`mingbai demo`: a fictional district with a year of work, made once through the real services, and served."""

import argparse
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mingbai.cli.terminal import Wrong
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import ROLES
from mingbai_web.demo import district, year
from mingbai_web.parties import key_files
from mingbai_web.project import founding
from mingbai_web.project.commands.beginning import prepare
from mingbai_web.project.commands.running import say
from mingbai_web.project.commands.serving import serve

__all__ = ["demo"]

_NOTED = "demo.txt"


def demo(options: argparse.Namespace) -> int:
    """Make the district where it is not there yet, print who may sign in, and serve it."""
    folder = Path(settings.HOME)
    if not (folder / _NOTED).exists() and _inhabited():  # asked before anything is done to it
        raise Wrong(
            f"数据库里的机关不是 {folder} 的演示机关（没有 {_NOTED}）：检查 MINGBAI_DATABASE；要另外演示，用 --home 另指一个文件夹",
            f"the office in the database is not the demonstration of {folder}, which has no {_NOTED}: look at"
            " MINGBAI_DATABASE; for a new demonstration name another folder with --home",
        )
    prepare(options)
    if not founding.keys_are_there():
        key_files.make(folder / "keys")
    if not Person.objects.exists():
        _make(options, folder)
    print((folder / _NOTED).read_text("utf-8"), end="")
    if not options.serve:
        command = sys.argv[0] if os.sep in sys.argv[0] else "mingbai"  # as it was typed
        say(options, f"启动：{command} demo --home {folder}", f"to serve it: {command} demo --home {folder}")
        return 0
    office = f"http://{options.host}:{options.port}/office/"
    say(options, f"办公：{office} ，用上面的用户名登录", f"the office: {office}, with a username from above")
    options.workers, options.worker = 2, True
    return serve(options)


def _inhabited() -> bool:
    """Return whether anybody has an account in the database, of this version or another."""
    return Person._meta.db_table in connection.introspection.table_names() and Person.objects.exists()


def _make(options: argparse.Namespace, folder: Path) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    first = date(today.year - 1, 1, 1)
    say(
        options,
        f"正在通过真实的办理流程生成约 {options.cases} 件申请，需要半分钟到几分钟……",
        f"making some {options.cases} applications through the real services, which takes a minute or so ...",
    )
    begun = timezone.make_aware(datetime.combine(first - timedelta(30), datetime.min.time()))
    with transaction.atomic():
        made = district.make(since=first - timedelta(30), now=begun)
        lived = year.live(made.offices, first=first, now=now, cases=options.cases)
    lines = [
        f"清河区（虚构）：{len(made.offices)} 个机关，{lived.done} 件办理事项。密码都是 {district.PASSWORD}",
        f"The fictional district of Qinghe: {len(made.offices)} bodies, {lived.done} things done. "
        f"Everybody's password is {district.PASSWORD}",
        "",
        *(f"  {place.username:<10} {ROLES[place.role].zh}　{ROLES[place.role].en}" for place in made.places),
        "",
    ]
    (folder / _NOTED).write_text("\n".join(lines), "utf-8")
