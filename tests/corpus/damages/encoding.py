"""Harms to the bytes: charsets, and the line ends of Windows."""

from collections.abc import Callable
from random import Random

from tests.corpus.script import plainly_traditional

__all__ = ["big5", "crlf", "encoded"]


def encoded(charset: str) -> Callable[[str, Random], bytes]:
    """Return the harm that saves the page in that charset, declared or not."""
    declared = {"gbk": "gb2312"}.get(charset, charset)

    def encode(text: str, rng: Random) -> bytes:
        if rng.random() < 0.7:  # else the page goes on saying utf-8, as some do
            text = text.replace("charset=utf-8", f"charset={declared}")
        return text.encode(charset, "xmlcharrefreplace" if "<html" in text else "replace")

    return encode


def big5(text: str, rng: Random) -> bytes:
    """Traditional script in Big5."""
    text = text.replace("charset=utf-8", "charset=big5")
    return plainly_traditional(text).translate({ord("衆"): "眾", ord("爲"): "為"}).encode("cp950", "replace")


def crlf(text: str, rng: Random) -> bytes:
    """Windows line ends, with a byte-order mark."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()
