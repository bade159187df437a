"""The line of an application in deeds that are killed: sent in, taken in, answered and sent out; a file kept; a party erased."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application, Item
from mingbai_web.files import proof as files_proof
from mingbai_web.files import services as files
from mingbai_web.files.models import File
from mingbai_web.intake import services as intake
from mingbai_web.intake.details import Details as Sent
from mingbai_web.intake.details import File as SentFile
from mingbai_web.intake.details import Person, Sought, Wanted
from mingbai_web.intake.models import Attachment, Submission
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Part
from mingbai_web.papers.models import PaperRow, Series
from mingbai_web.papers.paper import Step
from mingbai_web.parties import proof as parties_proof
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from mingbai_web.parties.models import Party
from mingbai_web.tracking.models import PublicCase
from tests.web import seats
from tests.web.applications.office import Office, at
from tests.web.faults.scenario import Halved, Scenario
from tests.web.intake.applying import PICTURE

__all__ = ["SCENARIOS"]

DAY = date(2026, 3, 2)
NOW = at(DAY)
CHAIN = (
    Step("科室审核", "approve", Role.DEPARTMENT_HEAD, group=1),
    Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
    Step("签发", "sign", Role.LEADER, group=3),
)
_office: list[Office] = []


def ready() -> None:
    """Open the office, once: each of its acts has a key, so that another process finds the same one."""
    keeper = seats.viewer(Role.SYSTEM_ADMIN)
    above = orgs.make_body(
        name="清江市人民政府", level=Level.CITY, effective=DAY, by=keeper, now=NOW, key="faults-above"
    )
    body = orgs.make_body(
        name="清河区人民政府", level=Level.COUNTY, mark="清政", reports_to=above, effective=DAY, by=keeper, now=NOW,
        key="faults-office",
    )  # fmt: skip
    _office[:] = [Office(body)]
    if not Series.objects.filter(body=body).exists():
        admin = _here().viewer(Role.SYSTEM_ADMIN)
        papers.set_chain(body=body, steps=CHAIN, since=DAY, by=admin, now=NOW, key="faults-chain")
        papers.open_series(
            body=body, series="reply", year=2026, mark="清政公开答", by=admin, now=NOW, key="faults-series"
        )


def _here() -> Office:
    return _office[0]


def _applicant() -> UUID:
    """Return the one party that all ask as who are answered."""
    if (there := Party.objects.values_list("id", flat=True).first()) is not None:
        return there
    by = _here().viewer(Role.REGISTRAR)
    return parties.take(details=Details("赵𠮷一"), kind="natural_person", by=by, now=NOW)


def _matter(number: int) -> str:
    return f"清河区第{number}号改造名单"


def _number(matter: str) -> int:
    return int(matter.partition("第")[2].partition("号")[0])


def _key(number: int) -> str:
    return f"{number:064x}"


def _send(number: int) -> str:
    """Send an application in, with a file: what is told is its number, its code and its instant."""
    told = intake.submit(
        details=Sent(
            Sought(_matter(number)),
            Wanted("electronic", "online"),
            Person("赵𠮷一", "natural_person", "permit", "HA0000000", "0000-0000000"),
        ),
        files=[SentFile("证件.png", "identity", "image/png", PICTURE)],
        body=_here().body,
        key=_key(number),
        now=_at(number),
    )
    return f"{told.number} {told.code} {told.instant.isoformat()}"


def _sent() -> Counter[int]:
    rows = list(Submission.objects.values_list("id", "key"))
    if {id for id, _ in rows} != set(Attachment.objects.values_list("submission_id", flat=True)):
        raise Halved("a submission without its file, or a file without its submission")
    return Counter(int(key, 16) for _, key in rows)


def _take_in(number: int) -> str:
    """Send in, and take in what was sent as two applications."""
    _send(number)
    told = intake.acknowledged(_key(number))
    if told is None:
        raise Halved(f"{number} was acknowledged and is not there")
    made = services.take_in(
        submission=told.id,
        matters=[_matter(number), f"{_matter(number)}的附件"],
        by=_here().viewer(Role.REGISTRAR),
        now=_at(number),
        key=f"take-{number}",
    )
    return f"{told.number} {' '.join(str(each.id) for each in made)}"


def _taken_in() -> Counter[int]:
    """Count the items sorted; each has its two applications, its party, and is gone from the outer zone."""
    rows = list(Application.objects.order_by("id").values_list("matter", "number", "party", "subject"))
    _without_gap([number for _, number, _, _ in rows], "申〔2026〕{}号")
    _without_gap(list(Item.objects.values_list("number", flat=True)), "收〔2026〕{}号")
    taken = Counter(_number(matter) for matter, *_ in rows)
    gone = {int(key, 16) for key in Submission.objects.exclude(taken_at=None).values_list("key", flat=True)}
    half = [
        set(taken.values()) - {2},
        gone ^ set(taken),
        Submission.objects.filter(taken_at=None, sealed=b"").exists(),
        {party for *_, party, _ in rows} ^ set(Party.objects.values_list("id", flat=True)),
        {subject for *_, subject in rows} ^ set(PublicCase.objects.values_list("subject", flat=True)),
        Item.objects.exclude(became="applications").exists(),
        list(parties_proof.verify()),
    ]
    if any(half):
        raise Halved(str(half))
    return Counter(dict.fromkeys(taken, 1))


def _answer(number: int) -> str:
    """Register, draft, take through the whole chain, sign with a number, and post; each with the key of its form."""
    here, now = _here(), _at(number)
    request = services.Request(
        party=_applicant(), applicant="natural_person", matter=_matter(number),
        channel="in-person", arrived_at=now,
    )  # fmt: skip
    (case,) = services.register(
        body=here.body, requests=[request], by=here.viewer(Role.REGISTRAR), now=now, key=f"case-{number}"
    )
    paper = services.draft_reply(
        application=case.id,
        parts=(Part("granted", "名单", {"provided": "复制件一份"}),),
        by=here.viewer(Role.CASE_OFFICER),
        seen=here.head(case.id),
        now=now,
        key=f"draft-{number}",
    )

    def given(role: Role, what: str) -> dict[str, object]:
        head = ledger.head("paper", paper)
        seen = head.digest if head is not None else ""
        return {"paper": paper, "by": here.viewer(role), "seen": seen, "now": now, "key": f"{what}-{number}"}

    papers.submit(**given(Role.CASE_OFFICER, "submit"))  # type: ignore[arg-type]
    papers.sign_step(**given(Role.DEPARTMENT_HEAD, "agree"), step=0)  # type: ignore[arg-type]
    papers.review_secrecy(
        **given(Role.SECRECY_REVIEWER, "review"), step=1, result="may_disclose", ground="不涉密"
    )  # type: ignore[arg-type]
    papers.sign(**given(Role.LEADER, "sign"), step=2)  # type: ignore[arg-type]
    papers.dispatch(
        **given(Role.REGISTRAR, "post"), route="post", tracking=f"XA{number}", day=timezone.localdate(now)
    )  # type: ignore[arg-type]
    return f"{case.id} {paper} {PaperRow.objects.get(subject=paper).number}"


def _answered() -> Counter[int]:
    """Count the cases answered; a paper is signed with its number and its case decided, or none of the three."""
    cases = {row.subject: row for row in Application.objects.all()}
    _without_gap([row.number for row in cases.values()], "申〔2026〕{}号")
    found: Counter[int] = Counter()
    numbers = []
    for paper in PaperRow.objects.all():
        case = cases[paper.about]
        signed, sent = bool(paper.signed_on), bool(paper.dispatched_on)
        if not signed == bool(paper.number) == bool(case.decided) or sent != bool(case.answered):
            raise Halved(f"{paper.state} {paper.number!r}, and the case {case.state}")
        numbers += [paper.number] * signed
        found[_number(case.matter)] += sent
    _without_gap(numbers, "清政公开答〔2026〕{}号")
    if (last := Series.objects.get(series="reply").last) != len(numbers):
        raise Halved(f"the series is at {last}, {len(numbers)} numbers are given")
    return +found


def _keep(number: int) -> str:
    """Keep a file."""
    row = files.store(
        PICTURE,
        purpose="scan",
        subject=Subject("item", UUID(int=number)),
        name=f"第{number}页.png",
        by=_here().viewer(Role.REGISTRAR),
        now=_at(number),
    )
    return f"{row.id} {row.place}"


def _kept() -> Counter[int]:
    """Count the files by their acts; each has its row and its bytes."""
    rows = dict(File.objects.values_list("id", "of"))
    if faults := list(files_proof.verify()):
        raise Halved(str(faults[0]))
    if set(rows) != set(Entry.objects.filter(kind="file_stored").values_list("subject_id", flat=True)):
        raise Halved("a file without its act, or an act without its file")
    return Counter(of.int for of in rows.values())


def _erase(number: int) -> str:
    """Take a party, and erase it."""
    by, now = _here().viewer(Role.REGISTRAR), _at(number)
    there = Entry.objects.filter(kind="party_taken", recorded_at=now).first()
    if there is None:
        party = parties.take(
            details=Details("赵𠮷一", phone="13800001234"), kind="natural_person", by=by, now=now
        )
    else:
        party = there.subject_id
    head = ledger.head("party", party)
    parties.erase(
        party=party,
        by=_here().viewer(Role.WORKING_BODY_HEAD),
        reason="目的已经实现",
        now=now,
        seen=head.digest if head is not None else "",
    )
    return str(party)


def _erased() -> Counter[int]:
    """Count the parties erased; each of them has its row, and its key unless it was erased."""
    for fault in parties_proof.verify():
        if fault.says.en != "erased, but its key is there":  # the daily job ends that
            raise Halved(str(fault))
    said = Entry.objects.filter(kind="party_erased").values_list("recorded_at", flat=True)
    return Counter(round((each - NOW) / timedelta(minutes=1)) for each in said)


def _erase_again(number: int) -> str:
    told = _erase(number)
    parties.finish_erasures()
    if faults := list(parties_proof.verify()):
        raise Halved(str(faults[0]))
    return told


def _at(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def _without_gap(numbers: list[str], form: str) -> None:
    if set(numbers) != {form.format(n) for n in range(1, len(numbers) + 1)}:
        raise Halved(f"numbers with a gap: {sorted(numbers)}")


SCENARIOS = (
    Scenario("intake", ("intake.before_commit", "intake.after_commit"), _send, _send, _sent, ready, share=32),
    Scenario(
        "take_in",
        (
            "keys.before_commit",
            "party.key_made",
            "take_in.logged",
            "register.numbered",
            "take_in.registered",
            "take_in.before_commit",
            "told",
        ),
        _take_in,
        _take_in,
        _taken_in,
        ready,
        share=14,
    ),
    Scenario(
        "answer",
        (
            "paper.entered",
            "paper.signed",
            "series.before_taken",
            "paper.number_taken",
            "paper.dispatched",
            "paper.dispatch_told",
            "ledger.after_insert",
            "told",
        ),
        _answer,
        _answer,
        _answered,
        ready,
        share=16,
    ),
    Scenario(
        "file",
        ("file.after_put", "file.after_row", "file.before_commit"),
        _keep,
        _keep,
        _kept,
        ready,
        share=18,
    ),
    Scenario(
        "erase",
        (
            "keys.before_commit",
            "party.key_made",
            "party.before_destroy",
            "keys.destroying",
            "party.after_destroy",
        ),
        _erase,
        _erase_again,
        _erased,
        ready,
        share=15,
    ),
)
