"""Everything that has the words is found, nothing else is, on both databases, by each seat no more than it may see."""

from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import services
from mingbai_web.ledger import projections
from mingbai_web.search import documents, index
from mingbai_web.search.models import OfficeDocument, PublicDocument
from mingbai_web.search.queries import asks, find, find_public, like
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
HAN = "清河区政府土地征收补偿方案预算公示老旧小区改造名单𫚉𬭊〇㐂"
WORDS = ("2025", "12", "112", "EMS88", "PM2", "pm25")


@pytest.fixture
def office() -> Office:
    return Office.made()


def written(texts: list[str]) -> dict[UUID, str]:
    rows = {}
    for at_, text in enumerate(texts):
        row = documents.public(
            "thing", body=uuid4(), day=DAY + timedelta(at_ % 7), title="", text=text, address="x"
        )
        row.subject, row.projection = uuid4(), "test"
        row.save()
        rows[row.subject] = text
    return rows


def texts(dice: Random, count: int) -> list[str]:
    def piece() -> str:
        if dice.random() < 0.25:
            return dice.choice(WORDS)
        return "".join(dice.choices(HAN, k=dice.randint(1, 9)))

    return ["，".join(piece() for _ in range(dice.randint(1, 6))) for _ in range(count)]


def test_recall_and_precision_are_one_for_queries_of_two_characters_and_more() -> None:
    dice = Random(4)
    rows = written(texts(dice, 400))
    asked_for = 0
    for _ in range(400):
        text = dice.choice(list(rows.values()))
        runs = [part for part in text.split("，") if len(part) > 1 and part not in WORDS]
        if not runs:
            continue
        run = dice.choice(runs)
        first = dice.randint(0, len(run) - 2)
        query = run[first : first + dice.randint(2, 6)]
        asked_for += len(query) > 1
        found = {hit.subject for hit in find_public(query, most=1000)}
        assert found == {subject for subject, said in rows.items() if query in said}, query
    assert asked_for > 200


def test_a_word_is_found_as_a_whole_word() -> None:
    rows = written(texts(Random(5), 300))
    for word in WORDS:
        found = {hit.subject for hit in find_public(word, most=1000)}
        assert found == {subject for subject, said in rows.items() if word in said.split("，")}


def test_the_newest_comes_first_and_what_is_taken_out_is_not_found() -> None:
    rows = written(["清河区预算公示"] * 20)
    found = find_public("预算公示")
    assert [hit.day for hit in found] == sorted((hit.day for hit in found), reverse=True)
    PublicDocument.objects.filter(subject=found[0].subject).delete()
    PublicDocument.objects.filter(subject=found[1].subject).update(tokens="", said="")
    assert {hit.subject for hit in find_public("预算公示")} == rows.keys() - {
        found[0].subject,
        found[1].subject,
    }
    PublicDocument.objects.all().delete()
    assert find_public("预算公示") == ()
    assert list(index.faults()) == []


@pytest.mark.parametrize(
    "text",
    ["清", "'", '"清河" OR "x"', "清河'; DROP TABLE search_publicdocument; --", "清河*", "tokens:清河", "\0清河\0",
     "清河 NOT 预算", "^清河", "{清河}", "\\", "%清河%", "清河_", "!清河 | 预算", "清河:*", "\ud800清河", "清" * 10**6],
)  # fmt: skip
def test_hostile_queries_are_words_or_nothing(text: str) -> None:
    written(["清河区预算公示"])
    find_public(text)
    assert len(find_public("清河")) == 1


def test_a_query_of_one_character_asks_for_nothing() -> None:
    assert not asks("清")
    assert asks("清河")


def test_an_application_is_found_by_number_matter_public_number_and_note(office: Office) -> None:
    case = office.received(DAY, matter="清河区2025年老旧小区改造名单")
    services.note(
        application=case, text="与去年档案馆的一件相同", by=office.viewer(Role.CASE_OFFICER), seen=office.head(case), now=at(DAY, 12)
    )  # fmt: skip
    services.note(
        application=case, text="打13800001234核对", by=office.viewer(Role.CASE_OFFICER), seen=office.head(case), now=at(DAY, 13)
    )  # fmt: skip
    office.received(DAY, matter="清河区2025年预算")
    viewer = office.viewer(Role.CASE_OFFICER)
    public = next(iter(OfficeDocument.objects.get(subject=case).said.split("\n")[2:]))
    for text in ("老旧小区", "申〔2026〕1号", "档案馆", "改造 2025", public):
        (found,) = find(viewer, text)
        assert [(found.kind, hit.subject) for hit in found.hits] == [("application", case)], text
    assert find(viewer, "13800001234") == ()
    assert found.hits[0].address == f"/office/cases/{case}/"


def test_an_item_is_found_by_tracking_number_by_seats_that_log(office: Office) -> None:
    made = services.log_item(
        body=office.body, carrier="mail", arrived_at=at(DAY), about="老旧小区改造", tracking="XA123456789CN",
        by=office.viewer(Role.MAIL_ROOM), now=at(DAY, 10),
    )  # fmt: skip
    (found,) = find(office.viewer(Role.MAIL_ROOM), "xa123456789cn")
    assert (found.kind, found.hits[0].subject) == ("item", made.id)
    assert find(office.viewer(Role.LEADER), "XA123456789CN") == ()


@pytest.mark.parametrize("role", list(Role))
def test_no_seat_finds_more_than_its_lists_show(office: Office, role: Role) -> None:
    mine = office.received(DAY)
    theirs = Office.made().received(DAY)
    unit = uuid4()
    counsel = office.viewer(Role.COUNSEL)
    assigned = office.received(DAY)
    services.assign(
        application=assigned, unit=unit, seat=counsel.seat, by=office.viewer(Role.REGISTRAR), seen=office.head(assigned),
        now=at(DAY, 12),
    )  # fmt: skip
    viewer: Viewer = office.viewer(role)
    found = {hit.subject for group in find(viewer, "老旧小区") for hit in group.hits}
    assert theirs not in found
    if viewer.may("applications.see") or viewer.may("applications.see_queue"):
        assert found == {mine, assigned}
    else:
        assert found == ({assigned} if role is Role.COUNSEL else set())


def test_what_is_like_another_comes_likest_first_and_what_is_not_does_not_come(office: Office) -> None:
    matter = "关于清河区临水路老旧小区改造工程的施工合同"
    case = office.received(DAY, matter=matter)
    same = office.received(DAY, matter="清河区临水路老旧小区改造工程施工合同及附件")
    near = office.received(DAY, matter="临水路老旧小区改造工程的监理名单")
    office.received(DAY, matter="关于公开清河区2025年政府预算有关情况的信息")
    officer = office.viewer(Role.CASE_OFFICER)
    assert [hit.subject for hit in like(officer, "application", matter, but=case)] == [same, near]
    assert like(office.viewer(Role.MAIL_ROOM), "application", matter, but=case) == ()
    assert like(officer, "application", "的", but=case) == ()
    assert like(officer, "nothing", matter, but=case) == ()


def test_at_most_five_are_like(office: Office) -> None:
    cases = [office.received(DAY, matter="老旧小区改造名单") for _ in range(8)]
    found = like(office.viewer(Role.CASE_OFFICER), "application", "老旧小区改造名单", but=cases[3])
    assert [hit.subject for hit in found] == [each for each in reversed(cases) if each != cases[3]][:5]


def test_documents_are_proved_and_rebuilt_with_the_projections(office: Office) -> None:
    case = office.received(DAY)
    assert list(projections.differences()) == []
    OfficeDocument.objects.filter(subject=case).update(title="改过的")
    assert [each.at for each in projections.differences()] == [f"application/{case}"]
    projections.rebuild()
    index.renew()
    assert list(projections.differences()) == []
    assert list(index.faults()) == []
    assert find(office.viewer(Role.CASE_OFFICER), "老旧小区")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps its index itself")
def test_an_index_that_was_tampered_with_is_told_and_made_anew(office: Office) -> None:
    office.received(DAY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_officedocument_tokens(search_officedocument_tokens) VALUES ('delete-all')"
        )
    assert [fault.at for fault in index.faults()] == ["search/search_officedocument"]
    index.renew()
    assert list(index.faults()) == []


def test_nothing_of_the_office_is_found_by_the_public(office: Office) -> None:
    office.received(DAY)
    assert find_public("老旧小区") == ()
