"""Pieces of the ledger: however large, they hold every subject of a kind once, one that comes meanwhile too."""

from uuid import UUID

import pytest
from django.utils import timezone

from mingbai_web.ledger import queries
from mingbai_web.ledger.pieces import pieces
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id

pytestmark = pytest.mark.django_db

HAND = Hand(person="李明", seat="registrar", body="qinghe-gov")


def entered() -> UUID:
    now, subject = timezone.now(), new_id()
    for number in range(2):
        head = queries.head("thing", subject)
        enter(
            subject=Subject("thing", subject),
            kind="noted",
            facts={"note": str(number)},
            happened=now.date(),
            effective=now.date(),
            by=HAND,
            seen=head.digest if head else "",
            now=now,
        )
    return subject


@pytest.mark.parametrize("count", [1, 2, 3, 7, 100])
def test_pieces_hold_every_subject_once_with_its_whole_chain(count: int) -> None:
    there = sorted(entered() for _ in range(7))
    found = [each for piece in pieces("thing", count) for each in queries.chains_of(piece)]
    assert [(subject, len(chain)) for subject, chain in found] == [(subject, 2) for subject in there]


def test_what_comes_after_the_pieces_were_cut_is_in_one_of_them() -> None:
    entered(), entered()
    cut = pieces("thing", 1)
    late = entered()
    assert late in [subject for piece in cut for subject, _ in queries.chains_of(piece)]


def test_a_kind_whose_chains_have_lost_their_beginnings_is_one_piece() -> None:
    assert [tuple(piece) for piece in pieces("thing", 5)] == [("thing", None, None)]
