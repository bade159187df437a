"""Parties: personal data apart from acts, found by the same applicant, read for a reason, erased for every copy."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import Overtaken
from mingbai_web.ledger.verification import verify
from mingbai_web.parties import commitments, keys, proof, queries, services
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.details import Agent, BadDetails, Joint
from mingbai_web.parties.keys import KeyGone
from mingbai_web.parties.labels import ERASED
from mingbai_web.parties.models import Index, Party
from tests.web.parties.making import BODY, NOW, OTHER_BODY, details, seat, taken

pytestmark = pytest.mark.django_db

HEAD = seat(Role.WORKING_BODY_HEAD)
WINDOW = seat(Role.REGISTRAR)
SECRETS = ("王小满", "小满", "110000199003070132", "13800001234", "xiaoman", "临水路")


@contextmanager
def committing() -> Iterator[None]:
    """Run what waits for the commit, which a test's own transaction never reaches."""
    before = len(connection.run_on_commit)
    yield
    waiting = connection.run_on_commit[before:]
    connection.run_on_commit = connection.run_on_commit[:before]
    for _, run, _ in waiting:
        run()


@contextmanager
def taken_back() -> Iterator[None]:
    """Do something in a transaction that is then taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_many_are_taken_at_once_as_one_by_one() -> None:
    one = taken()
    given = [(details(), "natural_person"), (details(name="清河贸易有限公司", number=""), "company")]
    made = services.take_all(given, by=WINDOW, now=NOW, body=BODY, source="import")
    assert [queries.opened(Party.objects.get(id=each)).name for each in made] == [
        each.name for each, _ in given
    ]
    assert one in queries.same_as([made[0]], WINDOW)
    assert len({keys.store().of(each) for each in made}) == 2
    assert list(verify()) == []


def erased(party: UUID) -> None:
    with committing():
        services.erase(party=party, by=HEAD, reason="申请人要求删除", now=NOW, seen=queries.head(party))


def everything_stored() -> str:
    """Return all that the database holds of parties and acts, as text."""
    found = []
    for model in (Party, Index, Entry):
        found += [
            repr({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()})
            for row in model.objects.values()
        ]
    return "\n".join(found)


def test_what_was_taken_is_read_back_by_who_may_and_says_why() -> None:
    given = details(
        name="𬱟小满", agent=Agent("李明", authority="全权"), joint=(Joint("赵某"),), notes="一\n二"
    )
    party = services.take(details=given, kind="natural_person", by=seat(), now=NOW)
    assert queries.unmasked(party, seat(), "核对身份", NOW) == given
    assert queries.masked([party], seat()) == {party: ("𬱟某某", "𬱟某某")}


def test_no_personal_data_stands_in_the_database_in_the_open() -> None:
    party = taken()
    services.correct(
        party=party,
        details=details(phone="13900005678"),
        reason="换了号码",
        by=seat(),
        now=NOW,
        seen=queries.head(party),
    )
    stored = everything_stored()
    assert not [secret for secret in (*SECRETS, "13900005678") if secret in stored]
    assert not [secret for secret in SECRETS if secret.encode().hex() in stored]


def test_the_act_commits_to_each_item_and_tells_none() -> None:
    party = taken()
    (entry,) = ledger.entries("party", party)
    facts = entry.read()
    assert (entry.kind, facts["kind"]) == ("party_taken", "natural_person")
    assert set(facts["commitments"]) == {
        "name",
        "identity",
        "number",
        "phone",
        "email",
        "address",
        "post_code",
    }
    assert commitments.holds(facts["commitments"]["number"], "110000199003070132", party=party)
    assert not commitments.holds(facts["commitments"]["number"], "110000199003070139", party=party)
    assert not commitments.holds(facts["commitments"]["number"], "110000199003070132", party=taken())


def test_the_same_value_is_never_committed_to_the_same_way_twice() -> None:
    assert commitments.commit("王小满") != commitments.commit("王小满")
    assert commitments.holds(commitments.commit("王小满"), "王小满")
    for wrong in (
        "",
        "王小满",
        "hmac-sha256:00:00",
        commitments.commit("王小满")[:-1],
        "hmac-md5:" + "0" * 32 + ":" + "0" * 64,
    ):
        assert not commitments.holds(wrong, "王小满")


def test_who_may_not_see_personal_data_is_refused_and_so_is_who_gives_no_reason() -> None:
    party = taken()
    for role in set(Role) - {
        Role.REGISTRAR,
        Role.CASE_OFFICER,
        Role.SECRECY_REVIEWER,
        Role.WORKING_BODY_HEAD,
    }:
        with pytest.raises(Forbidden):
            queries.unmasked(party, seat(role), "核对身份", NOW)
    with pytest.raises(queries.NoReason):
        queries.unmasked(party, seat(), " ", NOW)


def test_another_bodys_party_is_as_if_it_were_not_there() -> None:
    party, stranger = taken(), seat(Role.REGISTRAR, OTHER_BODY)
    with pytest.raises(queries.NoParty):
        queries.unmasked(party, stranger, "核对身份", NOW)
    assert queries.masked([party], stranger) == {}
    assert queries.find("name", "王小满", stranger) == []
    with pytest.raises(Forbidden):
        services.correct(party=party, details=details(), reason="更正", by=stranger, now=NOW, seen="")
    taken(by=stranger)  # the same person, in the stranger's own files
    assert queries.same_as([party], stranger) == []


def test_the_supervisor_is_told_the_kind_of_a_party_and_no_name() -> None:
    party = taken()
    assert queries.masked([party], seat(Role.SUPERVISOR)) == {party: ("自然人", "a natural person")}
    with pytest.raises(Forbidden):
        queries.find("name", "王小满", seat(Role.SUPERVISOR))


def test_a_seat_of_several_bodies_says_for_which_it_takes_a_party() -> None:
    both = seat(Role.REGISTRAR, BODY, OTHER_BODY)
    with pytest.raises(Forbidden, match="请选择"):
        services.take(details=details(), kind="natural_person", by=both, now=NOW)
    party = services.take(details=details(), kind="natural_person", by=both, now=NOW, body=OTHER_BODY)
    assert ledger.entries("party", party)[0].body == str(OTHER_BODY)
    with pytest.raises(Forbidden):
        services.take(details=details(), kind="natural_person", by=seat(), now=NOW, body=uuid4())


def test_labels_of_a_long_list_cost_one_question() -> None:
    parties = [taken() for _ in range(30)]
    with CountsQuestions() as asked:
        assert len(queries.masked(parties, seat())) == 30
    assert asked.count == 1


class CountsQuestions:
    """Counts the statements sent to the database."""

    count = 0

    def __enter__(self) -> "CountsQuestions":
        self._wrapped = connection.execute_wrapper(self._one)
        self._wrapped.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapped.__exit__(*error)

    def _one(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


def test_earlier_parties_of_the_same_applicant_are_found_however_the_number_was_typed() -> None:
    first = taken(number="１１００００ 19900307 0132", name="王小滿", phone="")
    second, third = taken(), taken(number="", identity="", phone="+86 138 0000 1234")
    namesake = taken(number="110000199003071231", phone="13700000000")
    assert queries.same_as([second], seat()) == [third, first]
    assert queries.same_as([namesake], seat()) == []
    assert queries.same_as([third], seat()) == [second]


def test_a_joint_applicant_is_found_as_an_applicant() -> None:
    first = taken(
        name="李明",
        number="110000198001010019",
        phone="",
        joint=(Joint("王小满", "resident", "110000199003070132"),),
    )
    assert queries.same_as([taken()], seat()) == [first]


def test_a_party_is_found_by_number_telephone_or_name_exactly() -> None:
    party = taken(name="𬱟小满")
    for field, value in (("number", "110000199003070132"), ("phone", "138 0000 1234"), ("name", "𬱟 小满")):
        assert queries.find(field, value, seat()) == [party]
    assert queries.find("name", "𬱟小", seat()) == []
    assert queries.find("name", " ", seat()) == []
    assert queries.find("name", "王" * 1_000_000, seat()) == []


def test_a_correction_names_what_changed_and_leaves_what_did_not() -> None:
    party = taken()
    services.correct(
        party=party,
        details=details(name="王小曼"),
        reason="姓名录错",
        by=seat(),
        now=NOW,
        seen=queries.head(party),
    )
    facts = ledger.entries("party", party)[-1].read()
    assert (facts["changed"], facts["reason"]) == (("name",), "姓名录错")
    assert queries.unmasked(party, seat(), "核对", NOW).name == "王小曼"
    assert queries.find("name", "王小满", seat()) == []
    assert queries.find("name", "王小曼", seat()) == [party]


def test_a_correction_decided_on_an_older_state_is_told_and_nothing_is_changed() -> None:
    party = taken()
    seen = queries.head(party)
    services.correct(party=party, details=details(notes="一"), reason="补充", by=seat(), now=NOW, seen=seen)
    with pytest.raises(Overtaken):
        services.correct(
            party=party, details=details(notes="二"), reason="补充", by=seat(), now=NOW, seen=seen
        )
    assert queries.unmasked(party, seat(), "核对", NOW).notes == "一"


def test_a_correction_that_changes_nothing_is_no_act() -> None:
    party = taken()
    with pytest.raises(BadDetails, match="没有改动"):
        services.correct(
            party=party, details=details(), reason="更正", by=seat(), now=NOW, seen=queries.head(party)
        )


def test_an_applicant_counted_in_the_wrong_column_can_be_moved() -> None:
    party = taken()
    services.correct(
        party=party,
        details=details(),
        kind="law_firm",
        reason="以律所名义申请",
        by=seat(),
        now=NOW,
        seen=queries.head(party),
    )
    assert ledger.entries("party", party)[-1].read()["kind"] == "law_firm"
    assert queries.masked([party], seat()) == {party: ("王小满", "王小满")}


@pytest.mark.parametrize(
    "reason", ["", "好", "王小满要求删除", "电话13800001234的申请人", "证件110000199003070132", "好" * 201]
)
def test_a_reason_that_stays_for_good_holds_no_personal_data(reason: str) -> None:
    party = taken()
    with pytest.raises(BadDetails):
        services.erase(party=party, by=HEAD, reason=reason, now=NOW, seen=queries.head(party))
    assert queries.unmasked(party, seat(), "核对", NOW).name == "王小满"


def test_an_erased_party_is_blank_found_by_nothing_and_the_chain_still_verifies() -> None:
    party, other = taken(), taken()
    erased(party)
    row = Party.objects.get(id=party)
    assert (row.label, bytes(row.sealed), row.indexes.count()) == (ERASED, b"", 0)
    assert queries.masked([party], seat()) == {party: (ERASED, "erased")}
    assert queries.same_as([other], seat()) == []
    assert [entry.kind for entry in ledger.entries("party", party)] == ["party_taken", "party_erased"]
    assert list(verify()) == []
    with pytest.raises(KeyGone, match="已经删除"):
        queries.unmasked(party, seat(), "核对", NOW)


def test_what_old_copies_of_the_database_hold_of_an_erased_party_is_read_by_nobody() -> None:
    party = taken()
    old = Party.objects.filter(id=party).values().get()
    commitment = ledger.entries("party", party)[0].read()["commitments"]["number"]
    erased(party)
    Party.objects.filter(id=party).delete()
    Party.objects.create(**old)  # a copy made before, restored
    with pytest.raises(KeyGone):
        queries.unmasked(party, seat(), "核对", NOW)
    with pytest.raises(KeyGone):  # nor can the number be tried against what the ledger holds
        commitments.holds(commitment, "110000199003070132", party=party)


def test_only_who_decides_for_the_body_erases_and_twice_is_as_once() -> None:
    party = taken()
    with pytest.raises(Forbidden):
        services.erase(party=party, by=seat(), reason="申请人要求", now=NOW, seen=queries.head(party))
    erased(party)
    erased(party)
    assert len(ledger.entries("party", party)) == 2
    with pytest.raises(BadDetails, match="已经删除"):
        services.correct(
            party=party, details=details(), reason="更正", by=seat(), now=NOW, seen=queries.head(party)
        )


def test_an_erasure_whose_act_is_taken_back_destroys_nothing() -> None:
    party = taken()
    with committing(), taken_back():
        services.erase(party=party, by=HEAD, reason="申请人要求", now=NOW, seen=queries.head(party))
    assert queries.unmasked(party, seat(), "核对", NOW).name == "王小满"


def test_an_erasure_cut_off_before_its_key_was_destroyed_is_ended_later() -> None:
    party = taken()
    services.erase(party=party, by=HEAD, reason="申请人要求", now=NOW, seen=queries.head(party))
    assert keys.store().has(party)
    assert services.finish_erasures() == 1
    assert services.finish_erasures() == 0
    assert not keys.store().has(party)


def test_a_party_that_an_old_backup_brings_back_is_erased_again_for_its_key_is_gone() -> None:
    party, other = taken(), taken()
    keys.store().destroy([party])  # as after an erasure that this copy of the database does not know
    assert services.finish_erasures() == 1
    row = Party.objects.get(id=party)
    assert (row.label, bytes(row.sealed), row.indexes.count()) == ("已删除", b"", 0)
    assert row.erased_on is not None
    last = ledger.head("party", party)
    assert last is not None
    assert (last.kind, last.source) == ("party_erased", "system")
    assert list(proof.verify()) == []
    assert queries.opened(Party.objects.get(id=other)).name
    assert services.finish_erasures() == 0


def test_the_database_keeps_an_erased_party_blank() -> None:
    party = taken()
    erased(party)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(id=party).update(label="王小满")


def test_sealed_details_put_in_another_partys_row_do_not_open() -> None:
    one, other = taken(), taken(name="李明")
    Party.objects.filter(id=other).update(sealed=Party.objects.get(id=one).sealed)
    with pytest.raises(Unopened):
        queries.unmasked(other, seat(), "核对", NOW)


def test_a_party_whose_row_was_never_written_leaves_a_key_that_opens_nothing() -> None:
    before = Party.objects.count()
    with taken_back():
        taken()
    assert Party.objects.count() == before


def test_the_day_of_an_act_is_the_day_in_beijing() -> None:
    party = services.take(details=details(), kind="natural_person", by=seat(), now=NOW + timedelta(hours=15))
    assert ledger.entries("party", party)[0].happened.isoformat() == "2026-03-03"


def test_facts_of_an_act_stay_small() -> None:
    party = taken(joint=tuple(Joint(f"赵{number}") for number in range(200)), notes="记" * 4_000)
    assert len(json.dumps(ledger.entries("party", party)[0].facts)) < 2_000
