"""Script as bad converters leave it: characters mapped one by one, with the variants that reports really mix."""

from functools import cache
from random import Random

import opencc

__all__ = ["plainly_traditional", "taiwan", "traditional"]

VARIANTS = {
    "臺": "台臺", "台": "台臺", "複": "複復覆", "復": "複復覆", "覆": "覆復", "於": "于於", "并": "并並", "計": "計",
    "裏": "裏裡里", "麵": "面麵", "製": "制製", "制": "制製", "係": "系係", "聯": "聯", "準": "準准", "為": "為爲",
    "發": "發", "幹": "干幹", "後": "后後", "郵": "郵", "強": "強强", "內": "内內", "眾": "眾衆", "曆": "歷曆", "歷": "歷曆",
    "據": "據", "戶": "户戶", "錄": "録錄", "啟": "啓啟", "溫": "温溫", "說": "説說", "稅": "税稅", "值": "值値",
}  # fmt: skip


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def traditional(text: str, rng: Random) -> str:
    """Return the text in traditional characters, each variant picked anew now and then."""
    return "".join(rng.choice(VARIANTS.get(c, c)) for c in _converter("s2t").convert(text))


def plainly_traditional(text: str) -> str:
    """Return the text in traditional characters without variants."""
    return _converter("s2t").convert(text)


def taiwan(text: str) -> str:
    """Return the text in traditional characters with the words of Taiwan (資訊, 網路)."""
    return _converter("s2twp").convert(text)
