"""Where the files are: those named, and those met in folders, sorted; links that go in circles are followed once."""

import os
import re
from collections.abc import Callable, Iterable, Iterator

from mingbai.batch.job import Job, cannot_open
from mingbai.errors import MingbaiError, Unreadable

__all__ = ["STANDARD_INPUT", "find", "shown"]

STANDARD_INPUT = "-"

_NO_DOCUMENT = re.compile(
    r"""\.(?:
    png | jpe?g | jpe | gif | bmp | ico | svg | webp | avif | tiff? | psd      # pictures
    | css | less | scss | m?js | ts | map | woff2? | ttf | otf | eot           # what comes with a saved page
    | mp[34] | m4[av] | wav | ogg | avi | mov | wmv | flv | swf | webm         # sound and film
    | exe | dll | so | dylib | msi | apk | iso | dmg | lnk | url | torrent     # programs
    | py[co]? | java | class | jar | c | h | go | rs | sh | bat | ps1
    | db | sqlite3? | parquet | pkl | npy | log | sarif | lock | toml | ini | cfg | ya?ml
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Endings of files that hold no report; they are passed over in a folder, and opened all the same when named."""


def find(
    paths: Iterable[str],
    *,
    standard_input: Callable[[], bytes] | None = None,
    leave_out: str | None = None,
) -> Iterator[Job]:
    """Yield a job for each file at *paths*; the same file only once. What cannot be opened is a job with its error."""
    seen: set[tuple[int, int]] = set()
    if leave_out is not None:
        _new(leave_out, seen)
    # Files before folders: a file that is named stays named when its folder is named as well.
    for path in sorted(paths, key=os.path.isdir):
        if path == STANDARD_INPUT and standard_input is not None:
            yield _given(standard_input)
        elif os.path.isdir(path):
            yield from _under(path, seen)
        elif not os.path.exists(path):
            yield Job(shown(path), True, path, error=cannot_open(FileNotFoundError()))
        elif _new(path, seen):
            yield Job(shown(path), True, path)


def shown(path: str) -> str:
    """Return *path* as it can be printed and written: names that are not in the file system's charset are GBK here."""
    try:
        path.encode("utf-8")
        return path
    except UnicodeEncodeError:
        raw = os.fsencode(path)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")


def _given(standard_input: Callable[[], bytes]) -> Job:
    try:
        return Job(STANDARD_INPUT, True, data=standard_input())
    except MingbaiError as error:
        return Job(STANDARD_INPUT, True, error=error)


def _under(folder: str, seen: set[tuple[int, int]]) -> Iterator[Job]:
    """Yield what is in *folder* and below, by name; hidden entries are left alone."""
    stack = [folder]
    while stack:
        path = stack.pop()
        top = path == folder
        if top or os.path.isdir(path):
            if not _new(path, seen):
                continue
            try:
                names = sorted(entry for entry in os.listdir(path) if not entry.startswith((".", "~$")))
            except OSError as error:
                yield Job(shown(path), top, path, error=cannot_open(error))
                continue
            stack += [os.path.join(path, name) for name in reversed(names) if name != "__MACOSX"]
        elif _NO_DOCUMENT.fullmatch(os.path.splitext(path)[1]):
            yield Job(shown(path), False, path, error=_PASSED_OVER)
        elif os.path.isfile(path) and _new(path, seen):
            yield Job(shown(path), False, path)


def _new(path: str, seen: set[tuple[int, int]]) -> bool:
    """Tell whether the file or folder at *path* is met for the first time."""
    try:
        status = os.stat(path)
    except OSError:
        return True
    key = (status.st_dev, status.st_ino)
    if status.st_ino and key in seen:
        return False
    seen.add(key)
    return True


class PassedOver(Unreadable):
    """The file's ending says that it is no document."""


_PASSED_OVER = PassedOver("不是文档（按扩展名）", "no document, by its ending")
