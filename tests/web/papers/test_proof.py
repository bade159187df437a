"""Proof of papers: what was kept of a letter is what its acts committed to, or verification names it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services as applications
from mingbai_web.papers import proof
from mingbai_web.papers.models import Content
from mingbai_web.parties import keys
from mingbai_web.parties import queries as known
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.applications.desk import Desk

pytestmark = pytest.mark.django_db


def test_a_letter_that_was_altered_taken_out_or_put_under_another_party_is_named() -> None:
    desk, now = Desk.opened(), timezone.now() - timedelta(days=1)
    day, by = timezone.localdate(now), desk.viewer(Role.REGISTRAR)
    papers = []
    for name in ("赵一", "钱二", "孙三", "李四"):
        party = parties.take(details=Details(name), kind="natural_person", by=by, now=now, body=desk.body)
        case = desk.received(day, party=party, now=now)
        papers.append(applications.issue_receipt(application=case, by=by, seen=desk.head(case), now=now))
    assert list(proof.verify()) == []
    altered, gone, moved, erased = (Content.objects.get(paper=each) for each in papers)
    assert altered.party is not None
    said = keys.store().of(altered.party).seal(b"{}", altered.about)
    Content.objects.filter(id=altered.id).update(sealed=said)
    gone.delete()
    Content.objects.filter(id=moved.id).update(party=altered.party)
    assert erased.party is not None
    parties.erase(
        party=erased.party, by=desk.viewer(Role.WORKING_BODY_HEAD), reason="申请人要求", now=now, seen=known.head(erased.party)
    )  # fmt: skip
    parties.finish_erasures()
    assert {each.at.split("/")[1].split("#")[0]: each.says.zh for each in proof.verify()} == {
        str(papers[0]): "正文与记录不符",
        str(papers[1]): "正文不在",
        str(papers[2]): "正文归在别人名下",
    }
