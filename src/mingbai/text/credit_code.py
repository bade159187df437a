"""The unified social credit code (统一社会信用代码, GB 32100-2015) and its check character."""

__all__ = ["valid_credit_code"]

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def valid_credit_code(code: str) -> bool:
    """Return whether *code* has 18 characters of the code's own, the last of which is the check character of the others."""
    if len(code) != 18 or any(character not in _CHARACTERS for character in code):
        return False
    total = sum(
        _CHARACTERS.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False)
    )
    return _CHARACTERS[-total % 31] == code[17]
