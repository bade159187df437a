"""Sealing for the inner side: the outer side holds the public key alone and cannot open what it took in."""

from dataclasses import dataclass
from datetime import date

from mingbai_web.parties import sealing

__all__ = ["Seal", "seal_of"]


@dataclass(frozen=True, slots=True)
class Seal:
    """A day's public key; called with bytes, it gives them sealed."""

    public: sealing.PublicKey

    @property
    def key_id(self) -> str:
        """Return what the key is called."""
        return self.public.id

    def __call__(self, content: bytes) -> bytes:
        """Return *content* sealed."""
        return sealing.seal(self.public, content)


def seal_of(today: date) -> Seal:
    """Return the seal of *today*."""
    return Seal(sealing.public_key(today))
