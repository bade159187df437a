"""Finds personal data in a text: identity numbers by check digit, mobile numbers, bank cards by Luhn; masks them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingbai.text.page import Span

__all__ = ["Kind", "Personal", "mask", "masked", "personal"]


class Kind(StrEnum):
    """What a string of digits is."""

    IDENTITY = "identity-number"
    MOBILE = "mobile-number"
    CARD = "bank-card"


@dataclass(frozen=True, slots=True)
class Personal:
    """One leak: what it is, where it stands, and what may be shown of it."""

    kind: Kind
    span: Span
    shown: str


_RUN = re.compile(
    r"[1-9](?<![0-9A-Za-z./_=-].)(?:[0-9]{10,18}|[0-9]{3}(?: [0-9]{4}){3}(?: [0-9]{1,3})?)"
    r"[Xx]?(?![0-9A-Za-z/_]|[.][0-9])"
)
_REGIONS = frozenset(
    [
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BEFORE, _AFTER = 30, 8

_PAPER = re.compile(r"身份证|身份證|证件|證件|公民身份")
_CARD = re.compile(r"账号|賬號|帐号|卡号|卡號|银行卡|銀行卡|账户|賬戶|户名|开户|開戶|社保卡|一卡通")
_OFFICE = re.compile(
    r"联系人|聯系人|聯繫人|电话|電話|热线|熱線|传真|傳真|咨询|諮詢|谘询|投诉|举报|监督|联系方式|聯系方式|聯繫方式|"
    r"值班|办公|手机端|微信号|邮编|邮箱|信箱|Tel|TEL"
)
_CODE = re.compile(r"信用代码|信用代碼|索引|备案|備案|编号|編號|流水|网安|ICP|公安|机构代码")


def personal(text: str) -> Iterator[Personal]:
    """Yield the personal data in *text*, in its order.

    An office's own telephone is none: a mobile number that a contact word precedes passes. Names and addresses are not
    looked for.
    """
    for found in _RUN.finditer(text):
        start, end = found.span()
        digits = found[0].replace(" ", "").upper()
        before = text[max(0, start - _BEFORE) : start]
        if (kind := _kind(digits, before)) is not None:
            yield Personal(kind, (start, end), mask(kind, digits))


def _kind(digits: str, before: str) -> Kind | None:
    """Return what *digits* are, judged by themselves and by the words before them."""
    near = before[-14:]
    if len(digits) == 18 and _is_identity(digits) and not _CODE.search(near):
        return Kind.IDENTITY
    if len(digits) == 15 and digits.isdigit() and _PAPER.search(before) and _is_old_identity(digits):
        return Kind.IDENTITY
    if len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789":
        return None if _OFFICE.search(before) or _CODE.search(near) else Kind.MOBILE
    if 16 <= len(digits) <= 19 and digits.isdigit() and _CARD.search(before) and _luhn(digits):
        return Kind.CARD
    return None


def _is_identity(digits: str) -> bool:
    """Whether 18 characters are an identity number: region, day of birth, check character (GB 11643, MOD 11-2)."""
    if not digits[:17].isdigit() or int(digits[:2]) not in _REGIONS or not _born(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17]


def _is_old_identity(digits: str) -> bool:
    """Whether 15 digits may be an identity number of before 1999, which has no check digit."""
    return int(digits[:2]) in _REGIONS and _born(f"19{digits[6:12]}")


def _born(digits: str) -> bool:
    """Whether eight digits are a day on which somebody alive may be born."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mask(kind: Kind, digits: str) -> str:
    """Return *digits* as they may be shown: 2 + 3 of an identity number, 3 + 4 of a mobile, the last 4 of a card."""
    head, tail = {Kind.IDENTITY: (2, 3), Kind.MOBILE: (3, 4), Kind.CARD: (0, 4)}[kind]
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[-tail:]


def masked(text: str, found: Sequence[Personal], span: Span, around: int = 12) -> str:
    """Return the passage about *span*, every leak in it masked."""
    start, end = max(0, span[0] - around), min(len(text), span[1] + around)
    pieces, at = [], start
    for leak in found:
        if leak.span[1] <= start or leak.span[0] >= end:
            continue
        pieces += [text[at : max(at, leak.span[0])], leak.shown]
        at = leak.span[1]
    pieces.append(text[at:end] if at < end else "")
    return "".join(pieces).replace("\n", " ").strip()
