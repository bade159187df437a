"""The applications that are open, for the pages of rules: what a choice or a notice would move, by number alone."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from mingbai_web.applications.cases import SUBJECT, acts_of
from mingbai_web.applications.models import Application
from mingbai_web.ledger.models import Entry
from mingbai_web.rules.moves import OpenCase

__all__ = ["open_cases"]

_AT_ONCE = 200


def open_cases() -> Iterator[OpenCase]:
    """Yield every application that is not ended, with the steps on record."""
    found = list(Application.objects.filter(ended=None).order_by("number").values_list("subject", "number"))
    for first in range(0, len(found), _AT_ONCE):
        numbers = dict(found[first : first + _AT_ONCE])
        entries = Entry.objects.filter(subject_kind=SUBJECT, subject_id__in=numbers)
        chains = groupby(entries.order_by("subject_id", "ordinal"), attrgetter("subject_id"))
        for subject, chain in chains:
            yield OpenCase(subject, numbers[subject], acts_of(chain))
