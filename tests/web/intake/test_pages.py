"""The pages on which one applies: without JavaScript, without losing a word, whatever is typed."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai_web.intake import bodies, codes, queries
from mingbai_web.intake.details import unpack
from mingbai_web.intake.models import Draft, DraftFile, Submission
from mingbai_web.parties import sealing
from mingbai_web.search import documents
from mingbai_web.search.models import PublicDocument
from tests.web.intake.applying import PICTURE

pytestmark = pytest.mark.django_db

SOUGHT = {"name": "清河区2025年老旧小区改造计划"}
WAY = {"way": "electronic/online", "otherwise": "on"}
APPLICANT = {
    "kind": "natural_person",
    "name": "张𠮷",
    "identity": "resident",
    "identity_number": "11010119900307803X",
    "phone": "13900000000",
}
PAGES: dict[str, dict[str, str]] = {"sought": SOUGHT, "way": WAY, "applicant": APPLICANT, "others": {}}
SCRIPT = "<script>alert(1)</script>\"'>{{7*7}}{% csrf_token %}"


def filled(client: Client, body: UUID, **changed: dict[str, str]) -> None:
    for page, typed in {"body": {"body": str(body)}, **PAGES, **changed}.items():
        answer = client.post(f"/apply/{page}/", typed)
        assert answer.status_code == 302, (page, answer.content.decode())


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def opened() -> Any:
    (waiting,) = queries.waiting()
    found = queries.sealed(waiting.id)
    assert found is not None
    return unpack(sealing.open(found.payload))


@pytest.mark.parametrize("address", ["", "body/", "sought/", "way/", "applicant/", "others/", "privacy/"])
def test_every_page_opens_for_who_has_typed_nothing(client: Client, qinghe: UUID, address: str) -> None:
    answer = client.get(f"/apply/{address}")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


def published(title: str, body: UUID) -> None:
    row = documents.public("guide", body=body, day=date(2025, 3, 3), title=title, address="portal:guide")
    row.subject, row.projection = body, "test"
    row.save()


def test_what_is_public_already_is_shown_on_the_way_and_hinders_nobody(client: Client, qinghe: UUID) -> None:
    published("清河区2025年老旧小区改造计划公示", qinghe)
    published("清河区2024年度部门决算", qinghe)
    for page, typed in {"body": {"body": str(qinghe)}, "sought": SOUGHT}.items():
        answer = client.post(f"/apply/{page}/", typed)
    shown = client.get(answer["Location"]).content.decode()
    assert "可能已经公开" in shown
    assert f'<a href="/guide/{qinghe}/">清河区2025年老旧小区改造计划公示</a>' in shown
    assert "部门决算" not in shown
    filled(client, qinghe)
    assert "改造计划公示" in client.get("/apply/review/").content.decode()
    assert client.post("/apply/review/")["Location"] == "/apply/sent/"


def test_nothing_is_said_of_what_is_public_where_nothing_is_like_what_is_sought(
    client: Client, qinghe: UUID
) -> None:
    published("清河区2024年度部门决算", qinghe)
    filled(client, qinghe)
    assert "可能已经公开" not in client.get("/apply/review/").content.decode()


def test_an_index_that_is_broken_keeps_nobody_from_applying(client: Client, qinghe: UUID) -> None:
    published("清河区2025年老旧小区改造计划公示", qinghe)
    PublicDocument.objects.update(address="no:where")
    filled(client, qinghe)
    assert client.get("/apply/review/").status_code == 200


def test_an_application_goes_from_the_first_page_to_its_acknowledgement(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    assert (
        client.post(
            "/apply/files/",
            {"purpose": "identity", "file": SimpleUploadedFile("证.png", PICTURE), "onward": "1"},
        ).status_code
        == 302
    )
    look = client.get("/apply/review/")
    for typed in ("清河区人民政府", "老旧小区改造计划", "张𠮷", "电子文件，在本网站查询页下载", "证.png"):
        assert typed in look.content.decode()
    assert client.post("/apply/review/").headers["Location"] == "/apply/sent/"
    told = text_of(client.get("/apply/sent/"))
    row = Submission.objects.get()
    assert row.number in told
    assert codes.shown(codes.code_of(row.id)) in told
    assert "“提交”还不是“收到”" in told
    assert "电话 000-0000001" in told
    said = opened()
    assert (said.body, said.details.applicant.name, said.details.wanted.route) == (qinghe, "张𠮷", "online")
    assert [each["name"] for each in said.files] == ["证.png"]


def test_a_draft_goes_with_the_submission(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    client.post(
        "/apply/files/", {"purpose": "identity", "file": SimpleUploadedFile("证.png", PICTURE), "upload": "1"}
    )
    client.post("/apply/review/")
    assert (Draft.objects.count(), DraftFile.objects.count()) == (0, 0)


def test_sending_twice_shows_the_same_number_and_code(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    client.post("/apply/review/")
    first = text_of(client.get("/apply/sent/"))
    assert client.post("/apply/review/").headers["Location"] == "/apply/sent/"
    assert client.post("/apply/sought/", {"name": "另一件"}).headers["Location"] == "/apply/sent/"
    assert text_of(client.get("/apply/sent/")) == first
    assert Submission.objects.count() == 1


def test_the_acknowledgement_can_be_kept_as_a_text(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    client.post("/apply/review/")
    answer = client.get("/apply/sent/receipt.txt")
    row = Submission.objects.get()
    assert row.number in answer.content.decode()
    assert codes.shown(codes.code_of(row.id)) in answer.content.decode()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.number}.txt"'


def test_after_an_hour_the_code_is_shown_no_more(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    client.post("/apply/review/")
    row = Submission.objects.get()
    Submission.objects.update(submitted_at=row.submitted_at.replace(year=row.submitted_at.year - 1))
    told = text_of(client.get("/apply/sent/"))
    assert row.number in told
    assert codes.shown(codes.code_of(row.id)) not in told
    assert client.get("/apply/sent/receipt.txt").status_code == 302


def test_clearing_leaves_nothing_on_the_device(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    client.post("/apply/clear/")
    assert Draft.objects.count() == 0
    assert client.get("/apply/review/").headers["Location"] == "/apply/"


def test_what_was_typed_is_there_again_on_the_same_device(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    assert "张𠮷" in client.get("/apply/applicant/").content.decode()
    assert "您有一份没有提交的申请" in text_of(client.get("/apply/"))
    assert "张𠮷" not in Client().get("/apply/applicant/").content.decode()


def test_a_draft_cannot_be_read_from_the_database(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    assert b"13900000000" not in bytes(Draft.objects.get().content)
    assert "张".encode() not in bytes(Draft.objects.get().content)


@pytest.mark.parametrize(
    ("page", "typed", "says"),
    [
        ("body", {}, "请选择一个机关"),
        ("body", {"body": "0190c0de-0000-7000-8000-00000000dead"}, "没有这个机关"),
        ("sought", {}, "请至少填写一项"),
        ("sought", {"features": "机密★10年 关于某事项"}, "密级或者内部标志"),
        ("way", {}, "请选择一种获取方式"),
        ("way", {"way": "paper/online"}, "没有这种方式"),
        ("applicant", {**APPLICANT, "kind": ""}, "请选择申请人的类别"),
        ("applicant", {**APPLICANT, "kind": "admin"}, "没有这种类别"),
        ("applicant", {**APPLICANT, "name": ""}, "请填写姓名"),
        ("applicant", {**APPLICANT, "identity_number": "110101199003078031"}, "身份证号码有误"),
        ("applicant", {**APPLICANT, "phone": "abc"}, "电话号码有误"),
        ("applicant", {**APPLICANT, "phone": ""}, "请至少留一种联系方式"),
        ("applicant", {**APPLICANT, "email": "nobody"}, "电子邮箱有误"),
        ("others", {"by_agent": "on"}, "请填写代理人姓名"),
        ("others", {"name": "王芳"}, "请在这里打勾"),
        ("others", {"joint1-name": "", "joint1-phone": "13900000001"}, "这位共同申请人"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_top_and_nothing_typed_is_lost(
    client: Client, qinghe: UUID, page: str, typed: dict[str, str], says: str
) -> None:
    answer = client.post(f"/apply/{page}/", typed)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert says in html.split('class="error-summary"')[1].split("</div>")[0]
    for name, value in typed.items():
        if name not in ("body", "kind", "way", "by_agent", "identity"):
            assert value in html


def test_the_way_chosen_decides_what_the_applicant_has_to_give(client: Client, qinghe: UUID) -> None:
    client.post("/apply/way/", {"way": "paper/post"})
    assert "您选择了邮寄" in text_of(client.post("/apply/applicant/", APPLICANT))
    client.post("/apply/way/", {"way": "electronic/email"})
    assert "您选择了电子邮件" in text_of(client.post("/apply/applicant/", APPLICANT))


def test_what_is_missing_is_listed_before_sending_and_nothing_is_sent(client: Client, qinghe: UUID) -> None:
    client.post("/apply/sought/", SOUGHT)
    client.post("/apply/applicant/", {**APPLICANT, "identity_number": ""})
    answer = client.post("/apply/review/")
    assert "还差 3 处" in text_of(answer)
    assert "上传身份证明" in text_of(answer)
    assert Submission.objects.count() == 0


def test_an_agent_without_authorisation_may_send_and_is_told_what_will_be_asked(
    client: Client, qinghe: UUID
) -> None:
    filled(client, qinghe, others={"by_agent": "on", "name": "王芳", "joint1-name": "李明"})
    assert "机关可能会要求补正" in text_of(client.get("/apply/review/"))
    client.post("/apply/review/")
    said = opened().details
    assert said.agent.name == "王芳"
    assert [each.name for each in said.joint] == ["李明"]


def test_one_more_joint_applicant_is_added_without_losing_those_there(client: Client, qinghe: UUID) -> None:
    answer = client.post("/apply/others/", {"joint1-name": "李明", "add": "1"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'value="李明"' in html
    assert 'name="joint2-name"' in html


def test_pages_ask_for_no_purpose(client: Client, qinghe: UUID) -> None:
    for page in ("body", "sought", "way", "applicant", "others"):
        names = re.findall(r'name="(\w+)"', client.get(f"/apply/{page}/").content.decode())
        assert not {"purpose", "reason", "use", "why"} & set(names)


def test_the_six_columns_of_the_report_can_be_told_from_the_kind(client: Client, qinghe: UUID) -> None:
    from mingbai.outcomes import applicants

    html = client.get("/apply/applicant/").content.decode()
    assert len({each.column for key, each in applicants().items() if f'value="{key}"' in html}) == 6


# Hostile input


def test_scripts_in_every_field_are_shown_as_text_and_do_nothing(client: Client, qinghe: UUID) -> None:
    client.post("/apply/body/", {"body": SCRIPT, "q": SCRIPT})
    client.post("/apply/sought/", dict.fromkeys(("name", "features"), SCRIPT) | {"number": SCRIPT})
    client.post("/apply/way/", {"way": SCRIPT, "otherwise": SCRIPT})
    client.post(
        "/apply/applicant/", dict.fromkeys((*APPLICANT, "address", "contact", "email", "postcode"), SCRIPT)
    )
    client.post("/apply/others/", dict.fromkeys(("name", "phone", "joint1-name"), SCRIPT))
    for page in ("body", "sought", "way", "applicant", "others", "review"):
        html = client.get(f"/apply/{page}/?q={SCRIPT}&body={SCRIPT}&back={SCRIPT}").content.decode()
        assert "<script>alert" not in html
        assert "{{7*7}}" in html or page in ("way", "review") or "49" not in html


def test_what_does_not_print_is_taken_out_and_rare_characters_stay(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe, sought={"name": "改\0造\x07计\u202e划𠮷\ue000", "features": "一\r\n二\u200b"})
    client.post("/apply/review/")
    said = opened().details.sought
    assert (said.name, said.features) == ("改造计划𠮷\ue000", "一\n二")


def test_a_text_that_is_too_long_is_refused_in_one_line_and_given_back(client: Client, qinghe: UUID) -> None:
    answer = client.post("/apply/sought/", {"features": "信" * 2_001})
    assert "最多 2000 个字，现在有 2001 个" in text_of(answer)
    assert "信" * 2_001 in answer.content.decode()


def test_a_million_characters_are_answered_with_a_clear_page(client: Client, qinghe: UUID) -> None:
    answer = client.post("/apply/sought/", {"features": "信" * 10**6})
    assert answer.status_code == 413
    assert "内容太多，没有收下" in text_of(answer)


def test_thousands_of_fields_are_answered_with_a_clear_page(client: Client, qinghe: UUID) -> None:
    answer = client.post("/apply/sought/", {f"f{n}": "x" for n in range(5_000)})
    assert answer.status_code == 413


def test_fields_that_the_page_has_not_are_not_kept(client: Client, qinghe: UUID) -> None:
    client.post("/apply/sought/", {**SOUGHT, "admin": "1", "rows": "9999"})
    client.post("/apply/others/", {"rows": "9999", "joint9999-name": "x"})
    assert client.get("/apply/others/").status_code == 200
    assert "9999" not in client.get("/apply/others/").content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "../../etc/passwd", "\xe4\xbf", "a" * 5_000])
def test_a_forged_key_of_a_draft_opens_nothing(client: Client, qinghe: UUID, cookie: str) -> None:
    filled(Client(), qinghe)
    client.cookies["mingbai_draft"] = cookie
    assert client.get("/apply/review/").headers["Location"] == "/apply/"
    assert client.get("/apply/sent/").headers["Location"] == "/apply/"
    assert client.post("/apply/review/").headers["Location"] == "/apply/"


def test_a_post_from_elsewhere_is_refused(qinghe: UUID) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/apply/sought/", SOUGHT).status_code == 403
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ" + b"\0" * 200, "不是可以上传的文件类型"),
        ("a.jpg", b"<html><script>1</script>", "不是可以上传的文件类型"),
        ("a.png", PICTURE[:-2], "不完整或者已损坏"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "不完整或者已损坏"),
        ("a.jpg", b"\xff\xd8\xff" + b"0" * (8 * 1024**2), "超过每个文件8 MB的上限"),
        ("a.jpg", b"", "这个文件是空的"),
    ],
)
def test_a_file_that_is_not_taken_is_named_with_what_would_do(
    client: Client, qinghe: UUID, name: str, content: bytes, says: str
) -> None:
    filled(client, qinghe)
    answer = client.post(
        "/apply/files/", {"purpose": "identity", "file": SimpleUploadedFile(name, content), "upload": "1"}
    )
    assert answer.status_code == 400
    assert says in text_of(answer)
    assert DraftFile.objects.count() == 0


def test_too_many_files_are_refused_one_by_one(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    for _ in range(6):
        assert (
            client.post(
                "/apply/files/",
                {"purpose": "identity", "file": SimpleUploadedFile("a.png", PICTURE), "upload": "1"},
            ).status_code
            == 302
        )
    answer = client.post(
        "/apply/files/", {"purpose": "identity", "file": SimpleUploadedFile("a.png", PICTURE), "upload": "1"}
    )
    assert "最多上传6个文件" in text_of(answer)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.jpg", "C:\\windows\\x.jpg", "a\0b.jpg", "\u202egpj.exe.jpg", "信" * 300 + ".jpg"],
)
def test_the_name_of_a_file_names_no_place(client: Client, qinghe: UUID, name: str) -> None:
    from mingbai_web.intake.uploads import file_of

    kept = file_of(name, "identity", PICTURE, count=0, together=0).name
    assert not set(kept) & set("/\\\0\u202e")
    assert len(kept) <= 130
    assert kept.endswith(".png")


def test_a_file_of_another_draft_cannot_be_removed(client: Client, qinghe: UUID) -> None:
    other = Client()
    filled(other, qinghe)
    other.post(
        "/apply/files/", {"purpose": "identity", "file": SimpleUploadedFile("a.png", PICTURE), "upload": "1"}
    )
    filled(client, qinghe)
    for gone in (str(DraftFile.objects.get().id), "no id", "'; DROP TABLE"):
        client.post("/apply/files/", {"remove": gone})
    assert DraftFile.objects.count() == 1


def test_who_begins_too_many_drafts_is_told_and_keeps_what_was_typed(
    client: Client, qinghe: UUID, settings: Any
) -> None:
    settings.INTAKE_LIMITS = {"draft": 2}
    for _ in range(2):
        assert Client().post("/apply/sought/", SOUGHT).status_code == 302
    answer = client.post("/apply/sought/", SOUGHT)
    assert answer.status_code == 429
    assert "分钟后再试" in text_of(answer)
    assert SOUGHT["name"] in answer.content.decode()


def test_who_sends_too_often_is_told_and_keeps_the_draft(client: Client, qinghe: UUID, settings: Any) -> None:
    settings.INTAKE_LIMITS = {"submit": 1}
    other = Client()
    filled(other, qinghe)
    other.post("/apply/review/")
    filled(client, qinghe)
    answer = client.post("/apply/review/")
    assert answer.status_code == 429
    assert "还没有提交" in text_of(answer)
    assert Draft.objects.count() == 1


def test_no_page_is_kept_by_a_cache(client: Client, qinghe: UUID) -> None:
    filled(client, qinghe)
    for page in ("applicant/", "review/", ""):
        assert "no-store" in client.get(f"/apply/{page}").headers["Cache-Control"]


def test_the_pages_speak_english_too(client: Client, qinghe: UUID) -> None:
    client.cookies["django_language"] = "en"
    answer = client.get("/apply/sought/")
    assert '<html lang="en"' in answer.content.decode()


def test_who_sees_nothing_that_is_sent_is_not_offered_but_named_with_its_guide(
    client: Client, qinghe: UUID
) -> None:
    (health,) = [each for each in bodies.choices(date(2026, 3, 2)) if each.id != qinghe]
    offered = client.get("/apply/body/").content.decode()
    assert f'value="{qinghe}"' in offered
    assert f'value="{health.id}"' not in offered
    assert "不在网上接收申请" in offered
    assert f'href="/guide/{health.id}/"' in offered
    assert client.post("/apply/body/", {"body": str(health.id)}).status_code == 400
    assert f"/apply/body/?body={health.id}" not in client.get(f"/guide/{health.id}/").content.decode()
    assert f"/apply/body/?body={qinghe}" in client.get(f"/guide/{qinghe}/").content.decode()
