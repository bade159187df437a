"""Where words and results go: UTF-8 whatever the locale, results whole or not at all, progress on the side."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from mingbai.errors import MingbaiError

__all__ = [
    "Progress",
    "Sink",
    "Wrong",
    "hung",
    "prepare",
    "results",
    "say",
    "say_written",
    "silence",
    "standard_input",
    "width",
]


class Wrong(MingbaiError):
    """What was asked for cannot be done: arguments that do not go together, a file that cannot be written."""


def prepare() -> None:
    """Let standard output and error take any character: UTF-8 into pipes, a ``?`` where a console lacks it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def silence() -> None:
    """Let nothing more be said on standard output, whose reader has gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """Put a line of words on standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def say_written(path: str | None, language: str) -> None:
    """Say where the results went, when they went into a file."""
    if path:
        say(f"written to {path}" if language == "en" else f"已写入 {path}")


def width() -> int:
    """Return how many columns the terminal has."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def hung(lead: str, text: str) -> Iterator[str]:
    """Yield *text* in lines that begin under its first, after *lead*."""
    from mingbai.audit.output.columns import width as columns
    from mingbai.audit.output.columns import wrap

    room = max(30, min(width(), 110) - columns(lead))
    for at, line in enumerate(wrap(text, room)):
        yield (lead if at == 0 else " " * columns(lead)) + line


def standard_input() -> bytes:
    """Return what standard input holds; raise `TooLarge` beyond the limit of a document."""
    from mingbai.batch.job import MOST_BYTES, too_large

    stream: BinaryIO | TextIO = getattr(sys.stdin, "buffer", sys.stdin)
    data = stream.read(MOST_BYTES + 1)
    content = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    if len(content) > MOST_BYTES:
        raise too_large(len(content), MOST_BYTES)
    return content


class Sink:
    """Takes results, as text or bytes, into a file or standard output."""

    def __init__(self, file: BinaryIO | None) -> None:
        self._file = file

    @property
    def colour(self) -> bool:
        """Tell whether colours can be shown and are not declined."""
        return self._file is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def write(self, piece: str | bytes) -> None:
        """Take the next piece."""
        if self._file is not None:
            self._file.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
        elif isinstance(piece, str):
            sys.stdout.write(piece)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)


@contextmanager
def results(path: str | None, *, binary: bool = False) -> Iterator[Sink]:
    """Give a sink for results: standard output, or a file that takes *path*'s place once all is written.

    `Wrong` when that file cannot be written, before any work is done.
    """
    if path is None:
        if binary and sys.stdout.isatty():
            raise Wrong(
                "这种格式不能显示在终端上；请加 --output 文件",
                "this format is not for a terminal; give --output FILE",
            )
        yield Sink(None)
        return
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target):
            with open(target, "wb") as device:
                yield Sink(device)
            return
        if os.path.isdir(target):
            raise IsADirectoryError(21, os.strerror(21))
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        temporary = f"{target}.{os.getpid()}.part"
        file = open(temporary, "xb")  # noqa: SIM115  # closed below, where a failure to write is told
    except OSError as error:
        raise _not_written(path, error) from None
    try:
        with file:
            yield Sink(file)
        os.replace(temporary, target)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _not_written(path: str, error: OSError) -> Wrong:
    why = error.strerror or type(error).__name__
    return Wrong(
        f"无法写入 {path}（{why}）；请换一个位置或检查权限",
        f"cannot write {path} ({why}); choose another place or check its permissions",
    )


class Progress:
    """A bar on standard error: on a terminal redrawn in place, elsewhere (when asked for) a line now and then."""

    def __init__(self, shown: bool | None, language: str) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown = self._terminal if shown is None else shown
        self._language = language
        self._total, self._final = 0, False
        self._began = self._drew = time.monotonic()
        self._percent = -10
        self._drawn = False

    def expect(self, total: int, final: bool) -> None:
        """Hear how many files there are, as far as known."""
        self._total, self._final = total, final

    def show(self, done: int, name: str) -> None:
        """Show that *done* files are done, the last of them *name*."""
        if not self._shown or self._total < 2:
            return
        now = time.monotonic()
        if self._terminal:
            if now - self._drew < 0.1 and done < self._total:
                return
            self._drew = now
            sys.stderr.write("\r\x1b[2K" + self._bar(done, now - self._began, name))
            sys.stderr.flush()
            self._drawn = True
        elif (percent := done * 100 // max(self._total, 1)) >= self._percent + 10:
            self._percent = percent // 10 * 10
            say(self._bar(done, now - self._began, name))

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._drawn = False

    def _bar(self, done: int, seconds: float, name: str) -> str:
        from mingbai.audit.output.columns import clip

        total = max(self._total, done, 1)
        full = round(20 * done / total)
        rate = done / seconds if seconds > 0.05 else 0.0
        left = ""
        if rate and done < total and seconds > 1:
            rest = round((total - done) / rate)
            left = f"  {rest // 60}:{rest % 60:02}"
        unit = "files/s" if self._language == "en" else "份/秒"
        head = f"{'█' * full}{'░' * (20 - full)} {done}/{total}  {rate:.0f} {unit}{left}  "
        return head + clip(name, max(8, min(width(), 100) - len(head) - 4))
