"""Sessions of which the database holds a digest of the name: who reads its rows cannot go on with anybody's session."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Rows
from django.utils import timezone

__all__ = ["SessionStore"]


class SessionStore(Rows):
    """Django's sessions in the database, each under the digest of what the browser keeps (which is random and long)."""

    def load(self) -> dict[str, Any]:
        rows = self.model.objects.filter(expire_date__gt=timezone.now())
        found = rows.filter(session_key=_digest(self.session_key)).first() if self.session_key else None
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found.session_data)

    def exists(self, session_key: str) -> bool:
        return super().exists(_digest(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        made = super().create_model_instance(data)
        made.session_key = _digest(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        named = session_key or self.session_key
        if named:
            super().delete(_digest(named))


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:40]  # as long as the column; 160 bits
