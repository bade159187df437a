"""File names as people give them, made harmless: they are shown and offered for saving, and never a path on our disk."""

import re
import unicodedata

from mingbai_web.files.types import Type

__all__ = ["harmless"]

_MOST = 120
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)


def harmless(name: str, kind: Type) -> str:
    """Return *name* without folders, controls and direction marks, ended by the suffix of what the file really is."""
    name = re.split(r"[/\\]", name[-2_000:])[-1]
    seen = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _UNSEEN)
    seen = " ".join(re.sub(r'[<>:"|?*;%]', "_", seen).split()).strip(". ")
    if seen.lower().endswith((kind.suffix, *_ALSO.get(kind.key, ()))):
        seen = seen.rpartition(".")[0].rstrip(". ")
    seen = seen[:_MOST].rstrip(". ")
    if not seen or _DEVICES.match(seen):
        seen = f"文件{seen}"
    return seen + kind.suffix


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_ALSO = {"jpeg": (".jpeg",), "tiff": (".tiff",), "text": (".csv", ".text")}
