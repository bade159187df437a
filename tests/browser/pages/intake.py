"""The pages on which one applies, empty, filled, wrong, and after sending."""

from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai_web.search import documents
from tests.browser.places import Place, Prepared, signed_in
from tests.web.intake.applying import PICTURE
from tests.web.qinghe import founded

_PAGES = {
    "sought": {"name": "清河区2025年老旧小区改造计划", "features": "东街社区，改造的范围、时间和资金安排"},
    "way": {"way": "electronic/online", "otherwise": "on"},
    "applicant": {"kind": "natural_person", "name": "张𠮷", "identity": "resident", "identity_number": "11010119900307803X", "phone": "13900000000"},
    "others": {"by_agent": "on", "name": "王芳", "joint1-name": "李明", "joint2-name": "赵强"},
}  # fmt: skip


def _filled(body: UUID, *, upto: str = "") -> Client:
    client = Client()
    for page, typed in {"body": {"body": str(body)}, **_PAGES}.items():
        if page == upto:
            break
        client.post(f"/apply/{page}/", typed)
    return client


def _empty(address: str) -> Place:
    def prepare() -> Prepared:
        founded()
        return Prepared(address)

    return Place(f"{address}, nothing typed", prepare=prepare)


def _files() -> Prepared:
    client = _filled(founded())
    file = SimpleUploadedFile("身份证正面.png", PICTURE)
    client.post("/apply/files/", {"purpose": "identity", "file": file, "upload": "1"})
    return Prepared("/apply/files/", signed_in(client))


def _again() -> Prepared:
    return Prepared("/apply/", signed_in(_filled(founded())))


def _review() -> Prepared:
    return Prepared("/apply/review/", signed_in(_filled(founded())))


def _public() -> Prepared:
    body = founded()
    title = "清河区2025年老旧小区改造计划公示（东街社区、西街社区、临水路片区）"
    row = documents.public("guide", body=body, day=date(2025, 3, 3), title=title, address="portal:guide")
    row.subject, row.projection = body, "walk"
    row.save()
    return Prepared("/apply/way/", signed_in(_filled(body)))


def _lacking() -> Prepared:
    return Prepared("/apply/review/", signed_in(_filled(founded(), upto="way")))


def _others() -> Prepared:
    return Prepared("/apply/others/", signed_in(_filled(founded())))


def _sent() -> Prepared:
    client = _filled(founded())
    if client.post("/apply/review/").headers.get("Location") != "/apply/sent/":
        raise RuntimeError("the application was not taken in")
    return Prepared("/apply/sent/", signed_in(client))


PAGES = (
    *map(
        _empty,
        ("/apply/", "/apply/body/", "/apply/sought/", "/apply/way/", "/apply/applicant/", "/apply/privacy/"),
    ),
    Place("an application that was begun", prepare=_again),
    Place("agent and joint applicants", prepare=_others),
    Place("files of an application", prepare=_files),
    Place("an application to be looked over", prepare=_review),
    Place("the way, with what is public already", prepare=_public),
    Place("an application that lacks something", prepare=_lacking),
    Place("an application that was sent", prepare=_sent),
)
