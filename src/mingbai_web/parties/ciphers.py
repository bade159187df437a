"""What encrypts and what digests: two suites side by side, and every value names the algorithm it was made with.

The international suite is AES-256-GCM with HMAC-SHA-256, the national one (国密) SM4-GCM (GB/T 32907) with HMAC-SM3
(GB/T 32905). A key knows its own algorithm, so values of both stand in one installation and a change moves no old value.
"""

import hmac
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingbai.errors import MingbaiError

__all__ = ["ALGORITHMS", "INTERNATIONAL", "NATIONAL", "Key", "Unopened"]

INTERNATIONAL = "aes-256-gcm"
NATIONAL = "sm4-gcm"
_NONCE, _TAG = 12, 16
_NAME = re.compile(rb"\A[a-z0-9-]{1,32}\0")


class Unopened(MingbaiError):
    """A sealed value that this key does not open: another key's, cut short, or altered."""


@dataclass(frozen=True, slots=True)
class _Algorithm:
    size: int
    digest: str
    hash: Callable[[], hashes.HashAlgorithm]
    encrypt: Callable[[bytes, bytes, bytes, bytes], bytes]
    decrypt: Callable[[bytes, bytes, bytes, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Key:
    """A secret and the algorithm it is for. It never shows itself in a message or a log."""

    algorithm: str
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, algorithm: str = INTERNATIONAL) -> "Key":
        """Return a random key."""
        return cls(algorithm, os.urandom(_of(algorithm).size))

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return *plain* encrypted; it opens only as what it is *about*, so that no value can be put in another's place."""
        nonce = os.urandom(_NONCE)
        name = self.algorithm.encode()
        body = _of(self.algorithm).encrypt(self.secret, nonce, plain, name + b"\0" + about.encode())
        return name + b"\0" + nonce + body

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed. Raises `Unopened` for another key's value, another thing's, or an altered one."""
        named = _NAME.match(sealed)
        name = named[0][:-1].decode() if named else ""
        start = len(name) + 1
        if name != self.algorithm or len(sealed) < start + _NONCE + _TAG:
            raise _unopened()
        nonce, body = sealed[start : start + _NONCE], sealed[start + _NONCE :]
        try:
            return _of(name).decrypt(self.secret, nonce, body, name.encode() + b"\0" + about.encode())
        except InvalidTag:
            raise _unopened() from None

    def derive(self, purpose: str) -> "Key":
        """Return a key of its own for *purpose*, from which neither this one nor a sister can be told."""
        made = _of(self.algorithm)
        derived = HKDF(made.hash(), made.size, None, purpose.encode()).derive(self.secret)
        return Key(self.algorithm, derived)

    @property
    def digests_by(self) -> str:
        """The name of the keyed digest that goes with the algorithm."""
        return _of(self.algorithm).digest

    def digest(self, *parts: str) -> bytes:
        """Return the keyed digest of *parts*, each told from the next."""
        made = HMAC(self.secret, _of(self.algorithm).hash())
        for part in parts:
            said = part.encode()
            made.update(len(said).to_bytes(8, "big") + said)
        return made.finalize()

    def digested(self, digest: bytes, *parts: str) -> bool:
        """Return whether *digest* is that of *parts*, in a time that tells nothing."""
        return hmac.compare_digest(digest, self.digest(*parts))


def _of(algorithm: str) -> _Algorithm:
    found = ALGORITHMS.get(algorithm)
    if found is None:
        raise Unopened(
            f"没有 {algorithm} 这种算法：请升级程序",
            f"there is no algorithm {algorithm}: upgrade the program",
        )
    return found


def _unopened() -> Unopened:
    return Unopened(
        "加密内容打不开：密钥不符，或者内容已被改动",
        "a sealed value does not open: another key, or it was altered",
    )


def _aes_seal(secret: bytes, nonce: bytes, plain: bytes, about: bytes) -> bytes:
    return AESGCM(secret).encrypt(nonce, plain, about)


def _aes_open(secret: bytes, nonce: bytes, body: bytes, about: bytes) -> bytes:
    return AESGCM(secret).decrypt(nonce, body, about)


def _sm4_seal(secret: bytes, nonce: bytes, plain: bytes, about: bytes) -> bytes:
    made = Cipher(algorithms.SM4(secret), modes.GCM(nonce)).encryptor()
    made.authenticate_additional_data(about)
    return made.update(plain) + made.finalize() + made.tag


def _sm4_open(secret: bytes, nonce: bytes, body: bytes, about: bytes) -> bytes:
    made = Cipher(algorithms.SM4(secret), modes.GCM(nonce, body[-_TAG:])).decryptor()
    made.authenticate_additional_data(about)
    return made.update(body[:-_TAG]) + made.finalize()


ALGORITHMS: Mapping[str, _Algorithm] = {
    INTERNATIONAL: _Algorithm(32, "hmac-sha256", hashes.SHA256, _aes_seal, _aes_open),
    NATIONAL: _Algorithm(16, "hmac-sm3", hashes.SM3, _sm4_seal, _sm4_open),
}
