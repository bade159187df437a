"""How wide a text stands in a terminal, where a full-width character takes two columns."""

import unicodedata

__all__ = ["clip", "width", "wrap"]

_NEVER_FIRST = "，。、；：！？）》〉」』】〕”’…%‰,.;:!?)]}"
_NEVER_LAST = "（《〈「『【〔“‘([{"


def width(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else sum(_columns(c) for c in text)


def clip(text: str, to: int) -> str:
    """Return *text*, cut to *to* columns with an ellipsis where it is longer."""
    if width(text) <= to:
        return text
    kept, taken = [], 0
    for c in text:
        if taken + _columns(c) > to - 1:
            break
        kept.append(c)
        taken += _columns(c)
    return "".join(kept) + "…"


def wrap(text: str, to: int) -> list[str]:
    """Return *text* in lines of at most *to* columns.

    Han characters part anywhere, Latin words and numbers stay whole where they fit; a line neither begins with a
    closing mark nor ends with an opening one.
    """
    if width(text) <= to:
        return [text.rstrip()]
    lines: list[str] = []
    line, taken = "", 0
    for piece in _pieces(text):
        size = width(piece)
        if line and taken + width(piece.rstrip()) > to:
            lines.append(line.rstrip())
            line, taken, piece = "", 0, piece.lstrip()
            size = width(piece)
        while width(piece.rstrip()) > to:
            head = clip(piece, to + 1)[:-1] or piece[0]
            lines.append(head)
            piece = piece[len(head) :]
            size = width(piece)
        line += piece
        taken += size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Return the parts of *text* between which a line may break."""
    pieces: list[str] = []
    glue = False
    for c in text:
        wide = _columns(c) == 2 or c in _NEVER_LAST
        joins = (
            pieces
            and (glue or c in _NEVER_FIRST or (not wide and not c.isspace() and _latin(pieces[-1][-1])))
            and not (c.isspace())
        )
        if joins:
            pieces[-1] += c
        elif c.isspace() and pieces:
            pieces[-1] += " "
        else:
            pieces.append(c)
        glue = c in _NEVER_LAST
    return pieces


def _latin(c: str) -> bool:
    return not c.isspace() and _columns(c) == 1


def _columns(c: str) -> int:
    if c < "\u0300":
        return 1
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
