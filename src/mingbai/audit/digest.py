"""What the checks across reports need of one report, in less than 4 KB: its key figures and a sketch of its prose."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from mingbai.report.values import Amount, Report
from mingbai.screening.names import place_of
from mingbai.text.script import to_simplified

__all__ = ["BINS", "FIGURES", "LEAST", "Digest", "digest", "likeness", "sketch"]

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
FIGURES: tuple[str, ...] = (
    *(
        f"applications/{row}/{column}"
        for row in ("new", "carried_in", "handled", "carried_out")
        for column in COLUMNS
    ),
    *(
        f"proactive/{block}/{cell}"
        for block in ("regulations", "normative_documents")
        for cell in ("made", "repealed", "in_force", "newly_public", "public_total")
    ),
    *(f"proactive/{block}/decisions" for block in ("licensing", "penalties", "coercion")),
    *(
        f"proactive/{block}/{cell}"
        for block in ("licensing", "other_services", "penalties", "coercion", "fees")
        for cell in ("previous_items", "change")
    ),
    "proactive/fees/amount_wan",
    *(
        f"remedies/{block}/total"
        for block in ("reconsideration", "litigation", "litigation_after_reconsideration")
    ),
)
"""The cells that a digest keeps, in its order."""
_AT = {path: place for place, path in enumerate(FIGURES)}

BINS = 128
LEAST = 24
"""Phrases below which a prose is too short to be called a copy of another."""
_SHORTEST = 6
_EMPTY = 0xFFFFFFFF
_STEP = 37
"""Prime to `BINS`: the walk by which an empty bin finds the bin that lends it a value."""

_STOPS = re.compile(r"[，。；：！？、,;:!?()（）《》“”\s]+")
_FIGURES_AND_MARKS = re.compile(r"[^㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class Digest:
    """One report, as the checks across reports see it.

    `figures` follows `FIGURES`, None where no figure was read. `sketch` holds `BINS` minima over the hashed phrases of
    the prose (one-permutation minhash, empty bins lent), empty when `phrases` is below `LEAST`.
    """

    source: str
    body: str | None
    year: int | None
    edition: str
    figures: tuple[Amount | None, ...]
    phrases: int
    sketch: bytes

    def __getitem__(self, path: str) -> Amount | None:
        """Return the figure at *path*, None where none was read."""
        return self.figures[_AT[path]]


def digest(report: Report) -> Digest:
    """Return the digest of *report*."""
    phrases = _phrases(report)
    return Digest(
        source=report.source.name,
        body=report.body.name if report.body is not None else None,
        year=report.year,
        edition=report.edition,
        figures=tuple(report.cell(path).value for path in FIGURES),
        phrases=len(phrases),
        sketch=sketch(phrases) if len(phrases) >= LEAST else b"",
    )


def _phrases(report: Report) -> frozenset[str]:
    """Return the phrases of the prose without figures and marks; lines without a full stop are tables and headings."""
    if report.page is None:
        return frozenset()
    text = report.page.text
    if report.source.script != "hans":
        text = to_simplified(text)
    if report.body is not None:  # a copy is a copy with another name in it
        text = text.replace(report.body.name.removesuffix("人民政府"), "")
        text = text.replace(place_of(report.body.name) or "\0", "")
    prose = "。".join(line for line in text.split("\n") if "。" in line)
    pieces = (_FIGURES_AND_MARKS.sub("", piece) for piece in _STOPS.split(prose))
    return frozenset(piece for piece in pieces if len(piece) >= _SHORTEST)


def sketch(phrases: Iterable[str]) -> bytes:
    """Return the sketch of a set of phrases."""
    bins = array("I", [_EMPTY]) * BINS
    for phrase in phrases:
        value = int.from_bytes(blake2b(phrase.encode(), digest_size=8).digest(), "little")
        place, minimum = value % BINS, (value // BINS) % _EMPTY
        if minimum < bins[place]:
            bins[place] = minimum
    full = [value != _EMPTY for value in bins]
    if any(full):
        for place in range(BINS):
            donor, steps = place, 0
            while not full[donor]:
                steps += 1
                donor = (
                    (donor + _STEP + (place * steps & 63) * 2) % BINS if steps < BINS else (donor + 1) % BINS
                )
            if donor != place:
                bins[place] = (bins[donor] + steps * 0x9E3779B1) % _EMPTY
    return bins.tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of phrases that two proses have in common, estimated from their sketches."""
    a, b = array("I", one), array("I", other)
    return sum(x == y for x, y in zip(a, b, strict=True)) / BINS if a and b else 0.0
