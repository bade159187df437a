"""Application numbers and query codes: what an applicant is given to follow an application with.

A number is the day and eight random digits: nobody counts applications by it. A code is ten characters that are not taken for
one another, derived from the application's id with a key of the installation, so that a retry shows the same code though none
is stored; what is stored is a keyed digest, by which a code can be proved and not found.
"""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import date
from uuid import UUID

from mingbai_web.intake.keys import key

__all__ = ["code_hash", "code_of", "new_number", "read_code", "read_number", "same_code", "shown"]

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L."""
_LENGTH = 10


def new_number(on: date) -> str:
    """Return a number for what arrives on *on*, as ``20261103-48291736``."""
    return f"{on:%Y%m%d}-{secrets.randbelow(10**8):08d}"


def code_of(subject: UUID) -> str:
    """Return the query code of the submission or item *subject*; the same each time."""
    left = int.from_bytes(hmac.digest(key("query-code"), subject.bytes, "sha256"), "big")
    letters = []
    for _ in range(_LENGTH):
        left, place = divmod(left, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def code_hash(number: str, code: str) -> str:
    """Return by what *code* is proved for *number*: a digest that says nothing without the key."""
    return hmac.new(key("query-code-proof"), f"{number} {code}".encode(), hashlib.sha256).hexdigest()


def same_code(number: str, code: str, stored: str | None) -> bool:
    """Return whether *code* is that of *number*, whose digest is *stored*; it takes as long where there is none."""
    given = code_hash(number, code)
    return (
        hmac.compare_digest(given, stored if stored is not None else "-" * len(given)) and stored is not None
    )


def shown(code: str) -> str:
    """Return *code* as it is printed and read out: in two halves."""
    return f"{code[:5]}-{code[5:]}"


def read_number(typed: str) -> str:
    """Return the number that was *typed*, whatever digits, spaces and dashes it was typed with; what is none, as nothing."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", typed[:80]) if c.isdigit() and c.isascii())
    return f"{digits[:8]}-{digits[8:]}" if len(digits) == 16 else ""


def read_code(typed: str) -> str:
    """Return the code that was *typed*, in capitals and without what stands between; what is none, as nothing."""
    letters = [c for c in unicodedata.normalize("NFKC", typed[:80]).upper() if c.isascii() and c.isalnum()]
    return "".join(letters) if len(letters) == _LENGTH else ""
