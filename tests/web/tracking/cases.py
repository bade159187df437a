"""Applications as the inner side would say them, from the core, for tests and for looking at the pages."""

from datetime import date
from uuid import UUID, uuid4

from mingbai.lifecycle import Case, act
from mingbai.remedies import remedy
from mingbai.statutes import shipped
from mingbai.text.words import Words
from mingbai.workdays import announced
from mingbai_web.intake.codes import code_hash, code_of
from mingbai_web.tracking.following import Following, Next, Step, last_days, rows_of

NUMBER = "20260302-12345678"
SUBJECT = UUID("0190c0de-0000-7000-8000-0000000000aa")
CODE = "ABCDEFGHJK"


def running(body: UUID, **given: object) -> Following:
    """Return an application that was received, consulted on and extended."""
    case = Case.of(
        [
            act("received", date(2026, 3, 2), channel="online"),
            act("confirmed", date(2026, 3, 3)),
            act("third_party_consulted", date(2026, 3, 9), party="1"),
            act("third_party_view", date(2026, 3, 18), party="1"),
            act("extended", date(2026, 3, 25), days=20, approved_by="负责人"),
        ]
    )
    now = case.as_of()
    law = shipped()
    said: dict[str, object] = {
        "number": NUMBER,
        "code_hash": code_hash(NUMBER, CODE),
        "reference": "申〔2026〕12号",
        "body": body,
        "office": "政务公开科",
        "state": Words("办理中", "being handled"),
        "steps": (
            Step("received", Words("提交申请", "submitted"), date(2026, 3, 2)),
            Step("confirmed", Words("双方确认，收到申请", "received"), date(2026, 3, 3), law.ground("条例-2019", "第三十一条")),
            Step("consulted", Words("征求第三方意见", "a third party is asked"), date(2026, 3, 9), law.ground("条例-2019", "第三十二条")),
            Step("extended", Words("延长答复期限20个工作日", "extended"), date(2026, 3, 25), law.ground("条例-2019", "第三十三条第二款"), letter=SUBJECT, letter_name="延期答复告知书.pdf"),
        ),
        "received": now.received,
        "due": now.due,
        "next": Next(Words("答复", "the reply"), now.due),
        "clock": now.steps(),
        "period": 20,
        **given,
    }  # fmt: skip
    return Following(**said)  # type: ignore[arg-type]


def answered(body: UUID) -> Following:
    """Return the same application once its reply was served, partly refused."""
    found = remedy(date(2026, 4, 20), "refused_third_party", law=shipped(), calendar=announced())
    return running(
        body,
        state=Words("已答复", "answered"),
        ended=True,
        answered=date(2026, 4, 17),
        next=None,
        remedies=last_days(found),
    )


def kept(said: Following, subject: UUID | None = None) -> None:
    """Keep the rows of *said*, as the projector of the inner side would."""
    subject = subject or uuid4()
    for row in rows_of(said):
        row.subject, row.projection = subject, "test"
        row.save()


__all__ = ["CODE", "NUMBER", "SUBJECT", "answered", "code_of", "kept", "running"]
