"""Where static files are found, and the digest in their address by which a browser knows a new version."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

__all__ = ["StampedFiles", "found"]


class StampedFiles(StaticFilesStorage):
    """Static files, each under an address that changes when it does. Nothing has to be collected first."""

    def url(self, name: str | None) -> str:
        """Return the address of *name* with its digest."""
        address = super().url(name)
        stamp = _stamp(name or "")
        return f"{address}?v={stamp}" if stamp else address


def found(name: str) -> Path | None:
    """Return where the static file called *name* is, None where there is none."""
    path = finders.find(name)
    return Path(path) if path else None


@cache
def _stamp(name: str) -> str:
    path = found(name)
    return sha256(path.read_bytes()).hexdigest()[:12] if path else ""
