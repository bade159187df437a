"""Every layout that a report is met in, and the making of a case: a seed, a layout and the harms done to it."""

from dataclasses import dataclass
from random import Random

from tests.corpus.damages import Damage, damage
from tests.corpus.files import FILE_LAYOUTS, FileLayout
from tests.corpus.lines import TEXT_LAYOUTS, TextLayout, join, page
from tests.corpus.markup import HTML_LAYOUTS, HtmlLayout
from tests.corpus.oracle import Truth, lose, truth_of
from tests.corpus.reports import Fiction, fiction
from tests.corpus.sheet import Sheet, copy, expected, sheet

__all__ = ["LAYOUTS", "Case", "Made", "fits", "layout", "make"]

Layout = TextLayout | HtmlLayout | FileLayout
LAYOUTS: tuple[Layout, ...] = (*TEXT_LAYOUTS, *HTML_LAYOUTS, *FILE_LAYOUTS)


@dataclass(frozen=True, slots=True)
class Case:
    """One page to be read: everything about it follows from these."""

    seed: int
    layout: str
    damages: tuple[str, ...] = ()
    words: int | None = None
    temper: str | None = None

    def __str__(self) -> str:
        return f"{self.layout} + {' + '.join(self.damages) or 'nothing'} (seed {self.seed})"


@dataclass(frozen=True, slots=True)
class Made:
    """The page of a case, and what is true of it."""

    case: Case
    data: bytes
    name: str
    truth: Truth
    body: str | None
    year: int | None


def layout(name: str) -> Layout:
    """Return the layout with that name; `KeyError` when there is none."""
    for found in LAYOUTS:
        if found.name == name:
            return found
    raise KeyError(name)


def fits(harm: Damage, kind: Layout) -> bool:
    """Return whether the harm can befall a page of that layout."""
    if harm.stage == "lines":
        return isinstance(kind, TextLayout)
    if harm.stage == "text":
        return not isinstance(kind, FileLayout)
    return True


def make(case: Case, *, report: Fiction | None = None) -> Made:
    """Return the page of the case; with *report*, of that report instead of the one its seed makes."""
    rng = Random(f"{case.seed}/{case.layout}/{'/'.join(case.damages)}")
    kind = layout(case.layout)
    made = report or fiction(Random(case.seed), words=case.words, temper=case.temper)
    laid: Sheet = copy(sheet(made, Random(case.seed + 1)))
    truth = truth_of(expected(made))
    harms = [damage(name) for name in case.damages]
    for harm in harms:
        if harm.stage == "sheet":
            harm.apply(laid, truth, rng)  # type: ignore[call-arg,arg-type]
    if isinstance(kind, FileLayout):
        data = kind.draw(laid, rng)
    else:
        if isinstance(kind, TextLayout):
            lines = page(laid, kind, rng)
            for harm in harms:
                if harm.stage == "lines":
                    lines = harm.apply(lines, truth, rng)  # type: ignore[call-arg,arg-type,assignment]
            text = join(lines)
        else:
            text = kind.draw(laid, rng)
        data = text.encode()
        for harm in harms:
            if harm.stage == "text":
                data = harm.apply(text, rng)  # type: ignore[call-arg,arg-type,assignment]
    if getattr(kind, "loses", False):
        for at in truth:
            lose(truth, at)
    sure = not any(harm.renames for harm in harms)
    return Made(
        case,
        data,
        f"{case.layout}.{kind.suffix}",
        truth,
        made.body.core if sure else None,
        made.year if sure else None,
    )
