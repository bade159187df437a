"""The files that a letter encloses: what an application asked for, taken in on the draft and sent with the letter.

A version of a paper names its files by the digest of their bytes, so what is signed of the version is signed of exactly these
bytes; putting one in or taking one away is another version. Only a letter that gives something encloses files, since such a
letter alone is held against the review for secrecy (条例第十七条). They are seen by who sees the paper, and go with its party.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files import queries as files
from mingbai_web.files import services as vault
from mingbai_web.files.examining import Examined
from mingbai_web.files.names import harmless
from mingbai_web.files.queries import Opened
from mingbai_web.files.types import BadFile
from mingbai_web.files.vault import Missing
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers.history import SUBJECT
from mingbai_web.papers.keeping import Altered
from mingbai_web.papers.letters import Enclosure, Letter
from mingbai_web.parties.ciphers import Unopened

__all__ = [
    "MOST",
    "MOST_BYTES",
    "PURPOSE",
    "NotEnclosed",
    "Upload",
    "examined",
    "hold",
    "keep",
    "opened",
    "there",
]

PURPOSE = "disclosed"
MOST = 20
"""Files that one letter encloses."""
MOST_BYTES = 60 * 1024 * 1024
"""Bytes that the files of one letter have together."""


class NotEnclosed(MingbaiError):
    """A file that the letter may not enclose, or not yet once more."""


class Upload(NamedTuple):
    """A file as somebody brings it, and what the letter is to print of it: empty for its own name."""

    data: bytes | BinaryIO
    name: str
    title: str = ""


def examined(
    uploads: Iterable[Upload], *, to: Letter, body: UUID, by: Viewer, now: datetime
) -> list[tuple[Examined, str]]:
    """Return *uploads* examined, each with its title; all of them, before anything is kept. Raises what one is refused for.

    Called outside a transaction: the fact that one was refused for a marking is entered.
    """
    found: list[tuple[Examined, str]] = []
    size = sum(each.size for each in to.files)
    for upload in uploads:
        each = vault.receive(upload.data, name=upload.name, purpose=PURPOSE, by=by, now=now, body=body)
        size += len(each.data)
        _within(len(to.files) + len(found) + 1, size)
        title = " ".join(upload.title.split()) or each.name.removesuffix(each.type.suffix)
        found.append((each, title))
    return found


def keep(
    found: Sequence[tuple[Examined, str]],
    *,
    paper: UUID,
    party: UUID | None,
    body: UUID,
    by: Viewer,
    now: datetime,
) -> tuple[Enclosure, ...]:
    """Keep examined files with *paper*, under the key of its *party*; return how a version names them."""
    return tuple(
        Enclosure(
            vault.store_examined(
                each, subject=Subject(SUBJECT, paper), by=by, now=now, party=party, body=body
            ).id,
            title,
            each.type.key,
            len(each.data),
            each.sha256,
            each.screened == "text",
            each.tells,
        )
        for each, title in found
    )


def hold(letter: Letter, gives: str) -> None:
    """Raise `NotEnclosed` where *letter*, which gives *gives*, may not enclose the files that it names."""
    if not letter.files:
        return
    if gives == "none":
        raise NotEnclosed(
            "这件文书不提供信息，不能附上公开的文件",
            "this letter gives nothing: no document goes out with it",
        )
    _within(len(letter.files), sum(each.size for each in letter.files))
    if len({each.file for each in letter.files}) < len(letter.files):
        raise NotEnclosed(
            "这个文件已经附上了：同样的文件只附一次",
            "this very file is enclosed already: it goes out once",
        )


def opened(enclosure: Enclosure) -> Opened:
    """Return the file, named as the letter names it. Raises `Altered` for other bytes than were signed, `KeyGone`."""
    try:
        found = files.taken(enclosure.file)
    except (files.NoFile, Missing, Unopened):
        found = None
    if found is None or hashlib.sha256(found.data).hexdigest() != enclosure.sha256:
        raise Altered(
            f"附件“{enclosure.title}”不在，或者与文书写明的不符：请与管理员联系",
            f"the enclosure {enclosure.title} is gone, or not what the letter names: tell the administrator",
        )
    name = harmless(re.sub(r"[/\\]", "_", enclosure.title), found.type)
    return Opened(found.id, name, found.type, found.data)


def there(letter: Letter) -> None:
    """Raise `Altered` unless every file that *letter* names is there with exactly its bytes."""
    for each in letter.files:
        opened(each)


def _within(count: int, size: int) -> None:
    if count > MOST:
        raise BadFile(f"一件文书最多附 {MOST} 个文件", f"a letter encloses {MOST} files at most")
    if size > MOST_BYTES:
        raise BadFile(
            f"一件文书的附件合计最大 {MOST_BYTES >> 20} MB：请刻盘随纸质文书送达，在正文的“附件”中写明",
            f"the files of a letter have {MOST_BYTES >> 20} MB together at most: send them on a disc, and name it among the enclosures of the text",
        )
