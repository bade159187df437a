"""What went wrong, in words that may be kept: nothing of what people wrote."""

from mingbai.errors import MingbaiError

__all__ = ["reason"]


def reason(error: BaseException) -> str:
    """Return what an error is: our own words, the system's, else only its kind.

    A database's message can quote a row, a parser's the text it read, a mail server's an address.
    """
    kind = type(error).__qualname__
    if isinstance(error, MingbaiError):
        return error.zh
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind
