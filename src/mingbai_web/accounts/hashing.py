"""How passwords are hashed: argon2id with memory between 19 and 46 MiB, so that sign-ins side by side do not exhaust a server."""

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

__all__ = ["LEAST", "MOST", "Argon2"]

LEAST, MOST = 19 * 1024, 46 * 1024  # KiB


class Argon2(Argon2PasswordHasher):
    """Argon2id, two passes, one lane; the memory is the setting MINGBAI_ARGON2_MEMORY, held within its bounds."""

    time_cost = 2
    parallelism = 1

    @property
    def memory_cost(self) -> int:  # type: ignore[override]
        return min(max(settings.MINGBAI_ARGON2_MEMORY, LEAST), MOST)
