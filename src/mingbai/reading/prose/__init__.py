"""What the prose of a report says in figures and in words: claims, divided totals, statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.reading.prose.breakdowns import breakdowns
from mingbai.reading.prose.claims import claims
from mingbai.reading.prose.passages import passages, without_sentences
from mingbai.reading.prose.quantities import quantities
from mingbai.reading.prose.scopes import speaker
from mingbai.reading.prose.sentences import Sentences
from mingbai.reading.prose.statements import statements
from mingbai.report.values import Breakdown, Claim, Statement
from mingbai.text.fold import Folded
from mingbai.text.page import Span

__all__ = ["Prose", "read_prose"]


@dataclass(frozen=True, slots=True)
class Prose:
    """Everything that was read from the running text."""

    claims: tuple[Claim, ...]
    breakdowns: tuple[Breakdown, ...]
    statements: tuple[Statement, ...]


def read_prose(
    text: str, folded: Folded, *, year: int | None, body: str | None, outside: Sequence[Span] = ()
) -> Prose:
    """Return what the prose of *text* says; *outside* are the spans of tables, header and spam, which are no prose."""
    prose = passages(folded, [without_sentences(span, text) for span in outside])
    who = speaker(body)
    every = Sentences(prose, year)
    made = every.with_quantities(quantities(prose.text))
    stated = tuple(claims(prose, text, made, who))
    return Prose(
        stated, tuple(breakdowns(prose, text, made, stated)), tuple(statements(prose, text, every, who))
    )
