"""Django's SQLite, whose kept connection is of use only while its file is the one at its path.

A file that was put elsewhere or replaced (by `restore`, by hand) stays open to who had opened it: acts would be entered
into what nobody reads any more, and acknowledged.
"""

import os
from typing import Any

from django.db.backends.sqlite3 import base

__all__ = ["DatabaseWrapper"]


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections to SQLite, each of which remembers the file that it opened."""

    opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file and remember which it is."""
        made = super().get_new_connection(conn_params)
        self.opened = self._there()
        return made

    def is_usable(self) -> bool:
        """Return whether the file at the path is the one that was opened. Asked once a request (CONN_HEALTH_CHECKS)."""
        return self.is_in_memory_db() or self.opened == self._there()

    def _there(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
