"""The tokens of a table with every label before its figures: row numbers, glued figures and labels set behind put right."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from mingbai.reading.labels import Labels
from mingbai.reading.stream import Mark, Token, amount, figures_in, squeeze

__all__ = ["oriented"]


def oriented(tokens: Sequence[Token], labels: Labels, width: int) -> Sequence[Token]:
    """Return the tokens of a table whose full rows hold *width* figures, each label before its figures where that is certain."""
    return _labels_first(_unglued(_without_ordinals(tokens), labels), labels, width)


def _without_ordinals(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the number of a row, which stands apart before its label, taken for words."""
    out = list(tokens)
    for n, token in enumerate(tokens[:-1]):
        opens = n == 0 or tokens[n - 1].row != token.row
        small = token.mark is Mark.FIGURE and len(token.text) == 1 and token.text != "0"
        if opens and small and tokens[n + 1].mark is Mark.WORDS and tokens[n + 1].row == token.row:
            out[n] = replace(token, mark=Mark.WORDS, value=None)
    return out


def _unglued(tokens: Sequence[Token], labels: Labels) -> list[Token]:
    """Return the tokens with a figure that is glued to its label cut off from it."""
    out: list[Token] = []
    for token in tokens:
        at = labels.split(token.text) if token.mark is Mark.WORDS and token.text[-1:].isdigit() else None
        whole = token.span[1] - token.span[0] == len(token.text)
        if at is None or not whole or (value := amount(token.text[at:])) is None:
            out.append(token)
            continue
        cut = token.span[0] + at
        out.append(replace(token, text=token.text[:at], span=(token.span[0], cut)))
        out.append(Token(Mark.FIGURE, token.text[at:], (cut, token.span[1]), token.row, value))
    return out


def _labels_first(tokens: Sequence[Token], labels: Labels, width: int) -> Sequence[Token]:
    """Return the tokens with labels that stand behind the figures of their row put before them.

    Only where every label shares its printed row with a full row of figures: else the words behind figures may be the
    label of the row below.
    """
    turned = any(
        before.row == token.row and before.mark is not Mark.WORDS and token.mark is Mark.WORDS
        for before, token in pairwise(tokens)
    )
    if width == 1 or not turned:
        return tokens
    out: list[Token] = []
    led = False
    for _, row in groupby(tokens, key=lambda token: token.row):
        whole = _alternating(row)
        padding = [part for words, part in whole if not words and len(part) < width and not figures_in(part)]
        parts = _alternating(t for _, part in whole if part not in padding for t in part)
        says = [words and bool(labels.find("".join(squeeze(t.text) for t in part))) for words, part in parts]
        if not any(says):
            out += [token for _, part in whole for token in part]
            continue
        # Two rows that came joined stand one after the other: figures, label, figures, label.
        last = parts[0][0] is False
        pairs = list(zip(parts[::2], parts[1::2], strict=False))
        slots = [first if last else second for first, second in pairs]
        if len(parts) % 2 or sum(says) != len(pairs) or any(len(part) < width for _, part in slots):
            return tokens
        led = led or last
        for first, second in pairs:
            out += [*second[1], *first[1]] if last else [*first[1], *second[1]]
    return out if led else tokens


def _alternating(row: Iterable[Token]) -> list[tuple[bool, list[Token]]]:
    """Return the words of a row and what stands between them, by turns; True marks words."""
    return [(words, list(part)) for words, part in groupby(row, key=lambda token: token.mark is Mark.WORDS)]
