"""A case: its acts, and where it stands on any day as it was known on any day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from mingbai.errors import MingbaiError, Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.effects import apply
from mingbai.lifecycle.fold import Fold
from mingbai.lifecycle.settings import Settings
from mingbai.lifecycle.standing import Refusal, Standing
from mingbai.lifecycle.table import Kind
from mingbai.text.words import Words

__all__ = ["Case"]

_BY_DAY = itemgetter(Act._fields.index("effective"))
_RANK = {kind: rank for rank, kind in enumerate(Kind)}


class Case:
    """Acts and the settings they are judged by. A value: entering an act gives another case."""

    __slots__ = ("acts", "settings")

    def __init__(self, acts: tuple[Act, ...], settings: Settings) -> None:
        self.acts = acts
        self.settings = settings

    @classmethod
    def of(cls, acts: Iterable[Act], settings: Settings | None = None) -> "Case":
        """Return the case of *acts*, in whatever order they were recorded."""
        ordered = sorted(acts, key=_BY_DAY)
        if len({act.effective for act in ordered}) < len(
            ordered
        ):  # several on one day: the table's order, then that of recording
            ordered.sort(key=_order)
        return cls(tuple(ordered), settings or Settings.shipped())

    def as_of(self, effective: date | None = None, *, known: date | None = None) -> Standing:
        """Return where the case stood at the end of *effective*, by what was recorded up to *known*.

        None is no limit. Never raises for what is on record: an act that the law gives no effect moves nothing and stands
        in `refusals`. A consultation that is open on *effective* is left out of the count up to that day; without one,
        up to the end of its period.
        """
        fold = Fold(self.settings, self.settings.as_known(known))
        refused: list[Act] = []
        for act in self._upto(effective, known):
            if refused and refused[0].effective != act.effective:
                _again(refused, fold)
                refused = []
            try:
                apply(act, fold)
            except MingbaiError:
                refused.append(act)
        if refused:
            _again(refused, fold)
        return fold.standing(effective)

    def days(self, *, known: date | None = None) -> Iterator[tuple[date, Standing]]:
        """Yield each day on which an act takes effect with where the case stood at its end, by what was recorded up to *known*."""
        fold = Fold(self.settings, self.settings.as_known(known))
        for day, acts in groupby(self._upto(None, known), key=_BY_DAY):
            refused: list[Act] = []
            for act in acts:
                try:
                    apply(act, fold)
                except MingbaiError:
                    refused.append(act)
            _again(refused, fold)
            yield day, fold.standing(day)

    def _upto(self, effective: date | None, known: date | None) -> Iterable[Act]:
        if known is None and (effective is None or not self.acts or self.acts[-1].effective <= effective):
            return self.acts
        return [
            act
            for act in self.acts
            if (effective is None or act.effective <= effective) and (known is None or act.recorded <= known)
        ]

    def enter(self, act: Act) -> "Case":
        """Return the case with *act* entered. Raises `Refused` when the law does not allow it in its place.

        An act recorded late takes the place of its effective day; what it makes void of the later acts stands in the
        refusals of the case that is returned.
        """
        entered = Case.of((*self.acts, act), self.settings)
        for refusal in entered.as_of().refusals:
            if refusal.act is act:
                raise Refused(*refusal.why)
        return entered


def _again(acts: list[Act], fold: Fold) -> None:
    """Apply what was refused once more after the other acts of its day, which may have made way for it; else record why not."""
    while acts:
        left = []
        for act in acts:
            try:
                apply(act, fold)
            except MingbaiError as error:
                left.append((act, Words(error.zh, error.en)))
        if len(left) == len(acts):
            fold.refusals += [Refusal(act, why) for act, why in left]
            return
        acts = [act for act, _ in left]


def _order(act: Act) -> tuple[date, int, date]:
    return act.effective, _RANK[act.kind], act.recorded
