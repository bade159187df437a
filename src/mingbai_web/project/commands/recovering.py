"""`mingbai recover`: the way back in from the machine itself."""

import argparse

from django.utils import timezone

from mingbai_web.accounts import bootstrap, passwords
from mingbai_web.project.commands.running import ready, say

__all__ = ["recover"]


def recover(options: argparse.Namespace) -> int:
    """Give the person a first password and print it. Raises `NotAllowed` where there is no such person."""
    ready()
    password, now = passwords.generated(), timezone.now()
    bootstrap.recover(username=options.username, password=password, now=now, today=timezone.localdate(now))
    print(password)
    say(
        options,
        "新的初始密码见上，只显示这一次；动态口令已解除，登录后先修改密码，管理员重新绑定手机",
        "a first password is printed above, this once; the second factor is gone: change it and set a telephone up anew",
    )
    return 0
