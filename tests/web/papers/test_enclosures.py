"""What a letter encloses: files taken in on the draft, signed with it by their bytes, seen by who signs, gone with its party."""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files.models import File
from mingbai_web.files.services import key_of
from mingbai_web.files.types import BadFile
from mingbai_web.files.vault import vault
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import Overtaken
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import enclosing, printed, proof, queries, services
from mingbai_web.papers.enclosing import NotEnclosed, Upload
from mingbai_web.papers.keeping import Altered
from mingbai_web.papers.letters import Enclosure
from mingbai_web.papers.paper import OutOfTurn, State, Step
from tests.web.applications.desk import Desk
from tests.web.files import making
from tests.web.papers.enclosing import enclosed, files_of
from tests.web.papers.fictional import made
from tests.web.papers.office import CHAIN, NOW, Office, grant, refusal

pytestmark = pytest.mark.django_db
LIST, MAP = Upload(making.xlsx("项目", "滨河路"), "改造名单.xlsx"), Upload(making.png(), "总平面图.png")
ROLES = (Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD, Role.SECRECY_REVIEWER, Role.LEADER)


@pytest.fixture
def office() -> Office:
    return Office.made()


@pytest.fixture
def officer(office: Office) -> Viewer:
    return office.who(Role.CASE_OFFICER)


def agreed(office: Office, paper: UUID) -> None:
    services.submit(paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW)
    services.sign_step(
        paper=paper, step=0, by=office.who(Role.DEPARTMENT_HEAD), seen=office.head(paper), now=NOW
    )
    services.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不涉密", by=office.who(Role.SECRECY_REVIEWER),
        seen=office.head(paper), now=NOW,
    )  # fmt: skip


def sign(office: Office, paper: UUID, seen: str = "") -> None:
    by = office.who(Role.LEADER)
    services.sign(paper=paper, step=2, by=by, seen=seen or office.head(paper), now=NOW)


def test_a_version_names_its_files_by_their_bytes_and_prints_them_before_what_goes_on_paper(
    office: Office, officer: Viewer
) -> None:
    paper = office.draft(replace(grant(), enclosures=("图集一册",)))
    files = enclosed(paper, LIST, MAP, by=officer, now=NOW)
    assert [(each.title, each.type, each.screened) for each in files] == [
        ("改造名单", "xlsx", True),
        ("总平面图", "png", False),
    ]
    assert isinstance(LIST.data, bytes)
    assert files[0].sha256 == hashlib.sha256(LIST.data).hexdigest()
    assert enclosing.opened(files[0]).data == LIST.data
    sheet = queries.sheet(paper, officer)
    assert sheet.paper.version == 2
    page = printed.html(sheet.letter)
    assert [page.find(f"<li>{each}") for each in ("改造名单", "总平面图", "图集一册")] == sorted(
        page.find(f"<li>{each}") for each in ("改造名单", "总平面图", "图集一册")
    )
    assert "<li>图集一册" in page
    stored = File.objects.get(id=files[0].file)
    assert (stored.purpose, stored.of, stored.party_id) == ("disclosed", paper, None)
    for row in File.objects.all():
        assert b"PK" not in vault().get(row.place)[:2]


def test_what_is_put_in_while_it_is_reviewed_voids_what_was_signed_and_asks_for_it_anew(
    office: Office, officer: Viewer
) -> None:
    paper = office.draft()
    enclosed(paper, LIST, by=officer, now=NOW)
    agreed(office, paper)
    head = office.head(paper)
    enclosed(paper, MAP, by=officer, now=NOW)
    found = queries.sheet(paper, officer).paper
    assert (found.state, found.version, found.signatures) == (State.DRAFT, 3, ())
    assert len(found.before) == 2
    with pytest.raises(Overtaken):
        sign(office, paper, head)
    with pytest.raises(OutOfTurn):
        sign(office, paper)
    agreed(office, paper)
    sign(office, paper)
    assert [each.title for each in files_of(paper, officer)] == ["改造名单", "总平面图"]


def test_what_is_taken_out_is_another_version_and_the_one_before_keeps_it(
    office: Office, officer: Viewer
) -> None:
    paper = office.draft()
    first, second = enclosed(paper, LIST, MAP, by=officer, now=NOW)
    seen = office.head(paper)
    for _ in range(2):  # a second posting is the same act
        services.unenclose(paper=paper, files={first.file}, by=officer, seen=seen, now=NOW, key="once")
    assert files_of(paper, officer) == (second,)
    assert enclosing.opened(first).data == LIST.data
    assert queries.sheet(paper, officer).paper.version == 3
    for gone in ({first.file}, {uuid4()}, set[UUID]()):
        with pytest.raises(NotEnclosed):
            services.unenclose(paper=paper, files=gone, by=officer, seen=office.head(paper), now=NOW)
    assert enclosed(paper, LIST, by=officer, now=NOW) == (second, first)
    assert list(proof.verify()) == []


def test_nothing_is_put_into_or_taken_out_of_what_is_signed(office: Office, officer: Viewer) -> None:
    paper = office.draft()
    (file,) = enclosed(paper, LIST, by=officer, now=NOW)
    agreed(office, paper)
    sign(office, paper)
    with pytest.raises(OutOfTurn):
        enclosed(paper, MAP, by=officer, now=NOW)
    with pytest.raises(OutOfTurn):
        services.unenclose(paper=paper, files={file.file}, by=officer, seen=office.head(paper), now=NOW)
    assert files_of(paper, officer) == (file,)


def test_who_does_not_draft_puts_nothing_in(office: Office, officer: Viewer) -> None:
    paper = office.draft()
    for role in (Role.LEADER, Role.SECRECY_REVIEWER, Role.MAIL_ROOM):
        with pytest.raises(Forbidden):
            enclosed(paper, LIST, by=office.who(role), now=NOW)
    assert files_of(paper, officer) == ()


@pytest.mark.parametrize("moment", ["submitting", "signing"])
def test_other_bytes_than_the_version_names_are_not_signed(
    office: Office, officer: Viewer, moment: str
) -> None:
    paper = office.draft()
    (file,) = enclosed(paper, LIST, by=officer, now=NOW)
    if moment == "signing":
        agreed(office, paper)
    row = File.objects.get(id=file.file)
    File.objects.filter(id=row.id).update(place=vault().put(key_of(row).seal(b"other", row.about)))
    with pytest.raises(Altered, match="改造名单"):
        sign(office, paper) if moment == "signing" else agreed(office, paper)
    vault().remove(File.objects.get(id=row.id).place)
    with pytest.raises(Altered, match="改造名单"):
        sign(office, paper) if moment == "signing" else agreed(office, paper)


def test_a_letter_that_gives_nothing_encloses_no_file(office: Office, officer: Viewer) -> None:
    """条例第十七条: what nobody reviews for disclosure discloses nothing."""
    for letter in (refusal(), made("receipt")):
        paper = office.draft(letter)
        with pytest.raises(NotEnclosed):
            enclosed(paper, LIST, by=officer, now=NOW)
        assert files_of(paper, officer) == ()
    (file,) = enclosed(office.draft(), LIST, by=officer, now=NOW)
    with pytest.raises(NotEnclosed):
        office.draft(replace(refusal(), files=(file,)))


def test_the_same_file_goes_out_once_and_not_too_many_nor_too_much(
    office: Office, officer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = office.draft()
    enclosed(paper, LIST, by=officer, now=NOW)
    with pytest.raises(NotEnclosed, match="只附一次"):
        enclosed(paper, LIST._replace(name="另一个名称.xlsx"), by=officer, now=NOW)
    monkeypatch.setattr(enclosing, "MOST", 2)
    stored = File.objects.count()
    with pytest.raises(BadFile, match="最多附 2 个"):
        enclosed(paper, MAP, Upload(making.pdf(), "批复.pdf"), by=officer, now=NOW)
    monkeypatch.setattr(enclosing, "MOST_BYTES", 1024)
    with pytest.raises(BadFile, match="合计最大"):
        enclosed(paper, MAP, by=officer, now=NOW)
    assert File.objects.count() == stored


def test_a_version_that_names_what_was_never_stored_so_is_found_out(office: Office, officer: Viewer) -> None:
    (real,) = enclosed(office.draft(), LIST, by=officer, now=NOW)
    assert list(proof.verify()) == []
    for forged in (replace(real, sha256="0" * 64), replace(real, file=uuid4())):
        paper = office.draft(replace(grant(), files=(forged,)))
        assert [(each.at, each.says.zh) for each in proof.verify() if str(paper) in each.at] == [
            (f"paper/{paper}#1", "附件与存入的记录不符")
        ]


def test_a_letter_says_the_same_of_its_files_when_it_is_read_back() -> None:
    file = Enclosure(uuid4(), '改造“名单”"files":[[', "xlsx", 12, "a" * 64, True)
    letter = replace(grant(), files=(file,), enclosures=("图集",))
    assert type(letter).of(letter.as_json()) == letter
    before = {name: value for name, value in letter.as_json().items() if name != "files"}
    assert type(letter).of(before).files == ()  # as versions of before read


def test_who_signs_is_told_of_numbers_of_persons_in_what_is_enclosed(office: Office, officer: Viewer) -> None:
    """条例第十五条."""
    told = Upload(making.xlsx("户主", "联系：", "13900000001"), "发放明细.xlsx")
    listed = Upload(making.pdf("身份证号 11010119900307803X"), "花名册.pdf")
    files = enclosed(office.draft(), told, listed, LIST, MAP, by=officer, now=NOW)
    assert [each.tells for each in files] == [True, True, False, False]


# Through pages


@pytest.fixture
def desk() -> Desk:
    desk = Desk.opened(*ROLES)
    admin = desk.viewer(Role.SYSTEM_ADMIN)
    services.set_chain(body=desk.body, steps=CHAIN, since=timezone.localdate(), by=admin, now=timezone.now())
    return desk


def drafted(desk: Desk, **given: Any) -> UUID:
    return services.draft(
        letter=grant(), about=Subject("thing", uuid4()), body=desk.body, by=desk.viewer(Role.CASE_OFFICER),
        now=timezone.now(), **given,
    )  # fmt: skip


def told_of() -> SimpleUploadedFile:
    return SimpleUploadedFile("花名册.txt", "身份证号 11010119900307803X".encode())


def brought(*files: Upload) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(each.name, each.data) for each in files]  # type: ignore[arg-type]


def sent(desk: Desk, address: str, files: list[SimpleUploadedFile], **more: str) -> Any:
    client = desk.client(Role.CASE_OFFICER)
    form = client.get(address).context["form"]
    hidden = {name: form[name].value() for name in ("seen", "key")}
    return client.post(address, {**hidden, "uploads": files, "titles": "", **more})


def test_files_are_put_in_on_the_draft_seen_there_and_taken_out_again(desk: Desk) -> None:
    here = f"/office/papers/{(paper := drafted(desk))}/"
    officer = desk.client(Role.CASE_OFFICER)
    assert f'href="{here}enclose/"' in officer.get(here).content.decode()
    assert f"{here}unenclose/" not in officer.get(here).content.decode()
    asked = officer.get(f"{here}enclose/").content.decode()
    for each in ("Word（DOCX）", "不超过 20 MB。可以一次选几个", 'accept=".pdf,', " multiple"):
        assert each in asked
    assert (
        sent(desk, f"{here}enclose/", brought(LIST, MAP), titles="2025年改造名单\n总平面图").status_code
        == 302
    )
    page = officer.get(here).content.decode()
    files = files_of(paper, desk.viewer(Role.CASE_OFFICER))
    for each in files:
        assert f'href="{here}enclosures/{each.file}/">{each.title}</a>' in page
    assert "附件：2025年改造名单；总平面图" in page
    assert page.count("没有可以自动检查的文字") == 1
    assert "核对是否应当遮盖" not in page
    assert sent(desk, f"{here}enclose/", [told_of()]).status_code == 302
    assert officer.get(here).content.decode().count("核对是否应当遮盖") == 1
    files = files_of(paper, desk.viewer(Role.CASE_OFFICER))
    assert "公开的文件" not in page  # not among the scans besides
    address = f"{here}unenclose/"
    form = officer.get(address).context["form"]
    given = {name: form[name].value() for name in ("seen", "key")} | {"out": [str(files[0].file)]}
    asked = officer.post(address, given)
    assert "2025年改造名单" in asked.content.decode()
    assert "不再随文书发出" in asked.context["confirmation"].sentence.zh
    assert officer.post(address, {**given, "confirm": "1"}).status_code == 302
    assert files_of(paper, desk.viewer(Role.CASE_OFFICER)) == files[1:]
    assert officer.get(f"{here}enclosures/{files[0].file}/").status_code == 404


def test_a_form_sent_twice_puts_its_files_in_once(desk: Desk) -> None:
    paper = drafted(desk)
    address, officer = f"/office/papers/{paper}/enclose/", desk.client(Role.CASE_OFFICER)
    form = officer.get(address).context["form"]
    hidden = {name: form[name].value() for name in ("seen", "key")}
    for _ in range(2):
        answer = officer.post(address, {**hidden, "uploads": brought(LIST), "titles": ""})
        assert answer.status_code == 302
    assert len(files_of(paper, desk.viewer(Role.CASE_OFFICER))) == 1
    assert Entry.objects.filter(subject_id=paper, kind="redrafted").count() == 1


def test_who_puts_files_into_what_changed_meanwhile_is_told_and_nothing_is_kept(desk: Desk) -> None:
    paper = drafted(desk)
    address, officer = f"/office/papers/{paper}/enclose/", desk.client(Role.CASE_OFFICER)
    form = officer.get(address).context["form"]
    hidden = {name: form[name].value() for name in ("seen", "key")}
    by = desk.viewer(Role.CASE_OFFICER)
    services.redraft(paper=paper, letter=grant(), by=by, seen=hidden["seen"], now=timezone.now())
    answer = officer.post(address, {**hidden, "uploads": brought(LIST), "titles": ""})
    assert answer.status_code == 422
    assert not File.objects.exists()


def test_what_bears_a_marking_is_refused_with_all_that_came_with_it_and_only_the_fact_is_kept(
    desk: Desk,
) -> None:
    paper = drafted(desk)
    marked = Upload(making.pdf("机密★10年 关于临水路选址的报告"), "报告.pdf")
    answer = sent(desk, f"/office/papers/{paper}/enclose/", brought(LIST, marked))
    assert answer.status_code == 422
    assert not File.objects.exists()
    assert files_of(paper, desk.viewer(Role.CASE_OFFICER)) == ()
    (refused,) = Entry.objects.filter(kind="file_refused")
    assert refused.read()["purpose"] == "disclosed"
    for name, title in (("机密★10年.xlsx", ""), ("名单.xlsx", "机密★10年")):
        answer = sent(
            desk, f"/office/papers/{paper}/enclose/", brought(LIST._replace(name=name)), titles=title
        )
        assert answer.status_code == 422
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4\n<script>alert(1)</script>"),
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        ("a.zip", making.packed(a=b"1")),
        ("a.pdf", b""),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ],
)
def test_what_is_no_document_is_refused(desk: Desk, name: str, data: bytes) -> None:
    paper = drafted(desk)
    assert sent(desk, f"/office/papers/{paper}/enclose/", [SimpleUploadedFile(name, data)]).status_code == 422
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../../etc/passwd.png", "passwd"),
        ("a\u202egnp.exe.png", "agnp.exe"),
        ('"><img src=x onerror=alert(1)>.png', "___img src=x onerror=alert(1)_"),
        ("名单\r\nX-Evil: 1.png", "名单X-Evil_ 1"),
        ("𠮷" * 118 + ".png", "𠮷" * 118),
        ("con.png", "文件con"),
    ],
)
def test_a_hostile_name_is_made_harmless_printed_as_text_and_given_back_as_a_name(
    desk: Desk, name: str, title: str
) -> None:
    paper = drafted(desk)
    here, by = f"/office/papers/{paper}/", desk.viewer(Role.CASE_OFFICER)
    (file,) = enclosed(paper, Upload(making.png(), name), by=by, now=timezone.now())
    assert file.title == title
    client = desk.client(Role.CASE_OFFICER)
    assert "<img src=x" not in client.get(here).content.decode()
    answer = client.get(f"{here}enclosures/{file.file}/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content == making.png()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024/2025年名单", "2024_2025年名单.png"),
        ("..\\..\\名单", "_.._名单.png"),
        ('名单"; filename=x.exe', "名单__ filename=x.exe.png"),
        ("名单\u202e.png", "名单.png"),
    ],
)
def test_what_is_typed_as_a_title_is_no_path_and_no_header_where_the_file_is_saved(
    office: Office, title: str, name: str
) -> None:
    by = office.who(Role.CASE_OFFICER)
    (file,) = enclosed(office.draft(), MAP._replace(title=title), by=by, now=NOW)
    assert file.title == title
    assert enclosing.opened(file).name == name


def test_titles_are_a_line_a_file_and_may_be_changed_with_the_text(desk: Desk) -> None:
    paper = drafted(desk)
    here, by = f"/office/papers/{paper}/", desk.viewer(Role.CASE_OFFICER)
    for titles in ("一\n二\n三", "长" * 121):
        answer = sent(desk, f"{here}enclose/", brought(LIST, MAP), titles=titles)
        assert answer.status_code == 422
    assert not File.objects.exists()
    before = enclosed(paper, LIST, MAP, by=by, now=timezone.now())
    officer = desk.client(Role.CASE_OFFICER)
    form = officer.get(f"{here}redraft/").context["form"]
    assert form["titles"].value() == "改造名单\n总平面图"
    given = {each.name: each.value() or "" for each in form}
    assert officer.post(f"{here}redraft/", {**given, "titles": "只有一行", "confirm": "1"}).status_code == 422
    assert officer.post(f"{here}redraft/", {**given, "titles": "名单\n图", "confirm": "1"}).status_code == 302
    after = files_of(paper, by)
    assert [each.title for each in after] == ["名单", "图"]
    assert [each.file for each in after] == [each.file for each in before]


def test_who_signs_sees_and_opens_them_on_the_page_of_the_step_and_the_slip_names_their_bytes(
    desk: Desk,
) -> None:
    paper = drafted(desk)
    by, now = desk.viewer(Role.CASE_OFFICER), timezone.now()
    (file,) = enclosed(paper, LIST, by=by, now=now)
    services.submit(paper=paper, by=by, seen=head(paper), now=now)
    here = f"/office/papers/{paper}/"
    for role, page in (
        (Role.DEPARTMENT_HEAD, "steps/0/sign_step/"),
        (Role.SECRECY_REVIEWER, "steps/1/secrecy/"),
        (Role.LEADER, ""),
    ):
        client = desk.client(role)
        assert f"{here}enclosures/{file.file}/" in client.get(f"{here}{page}").content.decode()
        assert client.get(f"{here}enclosures/{file.file}/").content == LIST.data
    slip = desk.client(Role.REGISTRAR).get(f"{here}slip.html").content.decode()
    assert f"1. 改造名单（Excel 表格，校验码 {file.sha256[:12]}）" in slip


def test_a_reviewer_of_the_body_above_opens_what_it_reviews_and_another_body_does_not(
    office: Office,
) -> None:
    above, beside = Office.made(), Office.made()
    chain = (Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=1, body=str(above.body)), *CHAIN[2:])
    services.set_chain(
        body=office.body,
        steps=chain,
        since=timezone.localdate(NOW),
        by=office.who(Role.SYSTEM_ADMIN),
        now=NOW,
    )
    paper, by = office.draft(), office.who(Role.CASE_OFFICER)
    enclosed(paper, LIST, by=by, now=NOW)
    services.submit(paper=paper, by=by, seen=office.head(paper), now=NOW)
    sheet = queries.sheet(paper, above.who(Role.SECRECY_REVIEWER))
    assert enclosing.opened(sheet.letter.files[0]).data == LIST.data
    with pytest.raises(queries.NoPaper):
        queries.sheet(paper, beside.who(Role.SECRECY_REVIEWER))


def test_a_file_of_another_paper_is_not_opened_through_this_one(desk: Desk) -> None:
    one, other = drafted(desk), drafted(desk)
    by = desk.viewer(Role.CASE_OFFICER)
    (file,) = enclosed(one, LIST, by=by, now=timezone.now())
    client = desk.client(Role.CASE_OFFICER)
    assert client.get(f"/office/papers/{other}/enclosures/{file.file}/").status_code == 404
    assert client.get(f"/office/papers/{one}/enclosures/{uuid4()}/").status_code == 404


def test_what_must_be_in_the_envelope_is_listed_where_it_is_sent_and_counted_on_what_goes_with_it(
    desk: Desk,
) -> None:
    paper = drafted(desk)
    officer, now = desk.viewer(Role.CASE_OFFICER), timezone.now()
    letter = replace(queries.sheet(paper, officer).letter, enclosures=("图集一册",))
    services.redraft(paper=paper, letter=letter, by=officer, seen=head(paper), now=now)
    enclosed(paper, LIST, by=officer, now=now)
    services.submit(paper=paper, by=officer, seen=head(paper), now=now)
    services.sign_step(paper=paper, step=0, by=desk.viewer(Role.DEPARTMENT_HEAD), seen=head(paper), now=now)
    services.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不涉密", by=desk.viewer(Role.SECRECY_REVIEWER),
        seen=head(paper), now=now,
    )  # fmt: skip
    services.sign(paper=paper, step=2, by=desk.viewer(Role.LEADER), seen=head(paper), now=now)
    clerk, here = desk.client(Role.REGISTRAR), f"/office/papers/{paper}/"
    page = clerk.get(f"{here}dispatch/").content.decode()
    for each in ("交寄、送交以前核对", "改造名单", "图集一册", "Excel 表格"):
        assert each in page
    assert "答复书（附件2件）" in clerk.get(f"{here}service-receipt.html").content.decode()
    today = timezone.localdate()
    services.dispatch(
        paper=paper, route="post", day=today, tracking="XA1", by=desk.viewer(Role.REGISTRAR), seen=head(paper), now=now
    )  # fmt: skip
    assert "答复书（附件2件）" in clerk.get(f"/office/papers/posted/{desk.body}.html").content.decode()


def head(paper: UUID) -> str:
    found = ledger.head("paper", paper)
    return found.digest if found is not None else ""
