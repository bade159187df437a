"""`mingbai serve`: granian with some processes, and the worker of background jobs beside it."""

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from mingbai.cli.terminal import Wrong
from mingbai_web.project import home
from mingbai_web.project.commands.running import ready, say

__all__ = ["serve"]


def serve(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    _refuse_known_secret()
    ready()
    _refuse_taken(options.host, options.port)
    connection.close()  # the processes that serve have their own
    with home.held(settings.HOME, alone=False):
        beside = _Beside(options) if options.worker else None
        name = f"[{options.host}]" if ":" in options.host else options.host
        say(
            options,
            f"网站：http://{name}:{options.port}/ （Ctrl-C 结束）",
            f"serving http://{name}:{options.port}/ (Ctrl-C ends it)",
        )
        if settings.HTTPS and not settings.MINGBAI_PROXIES:
            say(
                options,
                "注意：MINGBAI_HTTPS=1 而没有 MINGBAI_PROXIES，所有访问都算作来自代理的同一个地址，"
                "一人登录失败过多会使全体不能登录：在前面有一层代理时设 MINGBAI_PROXIES=1",
                "note: MINGBAI_HTTPS=1 without MINGBAI_PROXIES: everybody seems to come from the proxy's address, and one who "
                "guesses passwords keeps all out; set MINGBAI_PROXIES=1 behind one proxy",
            )
        os.environ["MINGBAI_SERVER"] = str(os.getpid())  # its processes end with it
        try:
            _serve(options)
        finally:
            if beside is not None:
                beside.end()
    return 0


def _serve(options: argparse.Namespace) -> None:
    """Serve until told to end.

    Who loses the same process twice within seconds ends as if nothing could be helped: it is begun again, unless it never
    stays for a minute.
    """
    short = 0
    while True:
        begun = time.monotonic()
        try:
            _granian(options).serve()
            return
        except SystemExit as ended:
            short = short + 1 if time.monotonic() - begun < _STAYS else 1
            if not ended.code or short >= _SHORT:
                raise
        say(
            options,
            "网站的进程接连中断，重新开始",
            "processes of the site ended one after another; beginning again",
        )
        time.sleep(1)


_STAYS, _SHORT = 60, 10


def _granian(options: argparse.Namespace) -> Any:
    from granian import Granian
    from granian.constants import Interfaces

    return Granian(
        "mingbai_web.project.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,
        backpressure=256,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        websockets=False,
        log_enabled=False,
    )


def _refuse_known_secret() -> None:
    if settings.SECRET_KEY == home.TEST_SECRET and not (settings.DEBUG or settings.DEMO):
        raise Wrong(
            "没有自己的密钥，不能启动：运行 mingbai init，或设 MINGBAI_SECRET",
            "there is no secret of its own, so it is not served: run mingbai init, or set MINGBAI_SECRET",
        )


def _refuse_taken(host: str, port: int) -> None:
    """Raise `Wrong` when the address cannot be listened on."""
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Wrong(
            f"不能监听 {host}:{port}（{why}）：换一个 --port，或停下占用它的程序",
            f"cannot listen on {host}:{port} ({why}): choose another --port, or stop what uses it",
        ) from error


class _Beside:
    """The worker of background jobs in a process of its own, begun again when it fails."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._command: Sequence[str] = (
            sys.executable, "-c", "import sys; from mingbai.cli import main; sys.exit(main())",
            "worker", "--quiet", "--lang", options.lang, "--home", str(settings.HOME),
        )  # fmt: skip
        self._over = threading.Event()
        self._process = self._begin()
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """Tell the worker to end after the job at hand, and wait for it."""
        self._over.set()
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _begin(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command, env={**os.environ, "MINGBAI_PARENT": str(os.getpid())})

    def _watch(self) -> None:
        while not self._over.wait(2):
            if self._process.poll() is not None:
                self._process = self._begin()
