"""Following an application: the question, and the page at every stage."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.test import Client

from mingbai_web.intake import services
from mingbai_web.tracking import letters
from mingbai_web.tracking.following import Following
from tests.browser.places import Place, Prepared, signed_in
from tests.web.intake.applying import DETAILS, KEY
from tests.web.qinghe import founded
from tests.web.tracking.cases import CODE, NUMBER, SUBJECT, answered, kept, running


def _followed(number: str, code: str) -> Prepared:
    client = Client()
    client.post("/follow/", {"number": number, "code": code})
    return Prepared("/follow/progress/", signed_in(client))


def _waiting() -> Prepared:
    now = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    sent = services.submit(details=DETAILS, files=(), body=founded(), key=KEY, now=now)
    return _followed(sent.number, sent.code)


def _at(stage: Callable[[UUID], Following]) -> Callable[[], Prepared]:
    def prepare() -> Prepared:
        kept(stage(founded()))
        return _followed(NUMBER, CODE)

    return prepare


def _enclosing() -> Prepared:
    kept(answered(founded()))
    now = datetime(2026, 4, 20, 1, 30, tzinfo=UTC)
    letters.put(letter=SUBJECT, number=NUMBER, code=CODE, name="答复书.pdf", pdf=b"%PDF", now=now)
    for ordinal, name in enumerate(("2025年老旧小区改造名单.xlsx", "关于17个小区改造项目的批复.xlsx"), 1):
        letters.put_enclosure(
            letter=SUBJECT, ordinal=ordinal, number=NUMBER, code=CODE, name=name, type="xlsx", data=b"PK", now=now
        )  # fmt: skip
    return _followed(NUMBER, CODE)


PAGES = (
    Place("asking for number and code", "/follow/"),
    Place("an application waiting for confirmation", prepare=_waiting),
    Place("an application being handled, its period over", prepare=_at(running)),
    Place("an application that was answered", prepare=_at(answered)),
    Place("a letter that encloses files", prepare=_enclosing),
)
