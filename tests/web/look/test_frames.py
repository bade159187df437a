"""The frames of every page: language, landmarks, what travels with the answer, the pages for what went wrong."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from mingbai.errors import MingbaiError
from mingbai_web.look import errors
from mingbai_web.look.middleware import ClearErrors


@pytest.mark.django_db
def test_a_fault_in_what_every_page_is_made_with_is_still_answered_and_safely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("a frame that cannot be made")

    monkeypatch.setattr("django.template.loader.render_to_string", broken)
    answer = Client(raise_request_exception=False).get("/components/")
    assert answer.status_code == 500
    assert "请稍后再试" in answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


class Unread(io.BytesIO):
    """A post of which is noted what was read of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        said = super().read(size)
        self.taken += len(said)
        return said


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/office/sign-in/", "/look/language/", "/look/theme/"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_post_beyond_all_bounds_is_answered_and_lands_nowhere(
    address: str, kind: str, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.cookies["csrftoken"] = "a" * 32
    post = Unread(b"--x\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n" + b"0" * (3 << 20))
    answer = client.generic(
        "POST", address, b"", kind, **{"wsgi.input": post, "CONTENT_LENGTH": str(10 << 30)}
    )
    assert answer.status_code == 413
    assert "没有收下" in answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("shell", ["", "office/"])
def test_every_frame_says_its_language_and_has_one_heading_and_one_main(client: Client, shell: str) -> None:
    page = client.get(f"/components/{shell}").content.decode()
    assert '<html lang="zh-CN"' in page
    assert len(re.findall(r"<main\b", page)) == 1
    assert len(re.findall(r"<h1\b", page)) == 1
    assert 'href="#content"' in page


def test_the_title_of_a_page_is_its_heading_too(client: Client) -> None:
    page = client.get("/components/").content.decode()
    assert re.search(r"<title>\s*版式一览 · 政府信息公开\s*</title>", page)
    assert re.search(r"<h1>\s*版式一览\s*</h1>", page)


def test_nothing_on_a_page_is_styled_or_scripted_inline(client: Client) -> None:
    for shell in ("", "office/"):
        page = client.get(f"/components/{shell}").content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
        assert not re.search(r"<script(?![^>]* src=)", page)


def test_every_answer_forbids_what_comes_from_elsewhere(client: Client) -> None:
    response = client.get("/components/")
    policy = response["Content-Security-Policy"]
    for part in (
        "default-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_the_language_that_was_chosen_is_kept_and_leads_back(client: Client) -> None:
    response = client.post("/look/language/", {"language": "en", "next": "/components/"})
    assert response["Location"] == "/components/"
    assert '<html lang="en"' in client.get("/components/").content.decode()


def test_a_way_back_that_leads_elsewhere_is_not_taken(client: Client) -> None:
    for bad in ("https://example.com/", "//example.com", "javascript:alert(1)"):
        assert client.post("/look/language/", {"language": "en", "next": bad})["Location"] == "/"


def test_the_theme_that_was_chosen_is_kept_and_can_be_given_back(client: Client) -> None:
    client.post("/look/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/components/office/").content.decode()
    client.post("/look/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/components/office/").content.decode()


def test_a_missing_page_says_what_was_kept_and_what_to_do(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = response.content.decode()
    for heading in ("发生了什么", "保存了什么", "现在怎么办"):
        assert heading in page


PAGES = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.forged, 403),
    (errors.not_found, 404),
    (errors.too_many, 429),
    (errors.broken, 500),
    (errors.unavailable, 503),
]


@pytest.mark.parametrize(("page", "status"), PAGES)
def test_every_error_page_is_whole_without_asking_the_database(
    page: object, status: int, rf: RequestFactory
) -> None:
    response = page(rf.get("/apply/"))  # type: ignore[operator]
    assert response.status_code == status
    assert "回到首页" in response.content.decode()


def test_who_asks_too_often_is_told_when_to_come_back(rf: RequestFactory) -> None:
    response = errors.too_many(rf.get("/follow/"), retry_after=90)
    assert response["Retry-After"] == "90"
    assert "2 分钟" in response.content.decode()


def test_an_error_in_the_office_leads_back_to_the_work_list(rf: RequestFactory) -> None:
    assert "回到工作台" in errors.not_found(rf.get("/office/nowhere/")).content.decode()


def test_a_refusal_of_the_platform_is_shown_in_its_own_words(rf: RequestFactory) -> None:
    answer = ClearErrors(lambda request: HttpResponse()).process_exception(
        rf.get("/office/"), MingbaiError("已经答复，不能再延长", "answered: it cannot be extended")
    )
    assert answer is not None
    assert answer.status_code == 409
    assert "已经答复，不能再延长" in answer.content.decode()


def test_a_full_disk_is_a_page_and_a_fault_of_ours_is_not_hidden(rf: RequestFactory) -> None:
    from django.db import OperationalError

    clear = ClearErrors(lambda request: HttpResponse())

    def answer(error: Exception) -> HttpResponse | None:
        request: HttpRequest = rf.post("/apply/")
        return clear.process_exception(request, error)

    full = OperationalError("database or disk is full")
    response = answer(full)
    assert response is not None
    assert response.status_code == 503
    assert answer(OSError(28, "No space left on device")).status_code == 503  # type: ignore[union-attr]
    assert answer(ValueError("a fault")) is None


def test_the_address_of_a_static_file_changes_with_the_file(client: Client) -> None:
    page = client.get("/components/").content.decode()
    assert re.search(r'href="/static/look/mingbai\.css\?v=[0-9a-f]{12}"', page)


def test_static_files_are_served_by_the_platform_itself_and_may_be_kept_for_long(client: Client) -> None:
    response = client.get("/static/look/mingbai.css")
    assert response.status_code == 200
    assert "max-age=2592000" in response["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"/* Mingbai")  # type: ignore[attr-defined]


def test_htmx_keeps_its_licence_beside_it() -> None:
    from mingbai_web.look.storage import found

    licence = found("look/htmx/LICENSE")
    assert licence is not None
    assert "Zero-Clause BSD" in licence.read_text(encoding="utf-8")


def test_a_refusal_may_say_what_kind_of_answer_it_is(rf: RequestFactory) -> None:
    from mingbai_web.accounts.permissions import Forbidden

    clear = ClearErrors(lambda request: HttpResponse())
    answer = clear.process_exception(rf.get("/office/"), Forbidden("由信息公开科办理", "for another seat"))
    assert answer is not None
    assert answer.status_code == 403


def test_what_is_not_there_for_a_seat_is_said_so_and_nothing_is_to_be_mended(rf: RequestFactory) -> None:
    from mingbai_web.files.queries import NoFile

    clear = ClearErrors(lambda request: HttpResponse())
    answer = clear.process_exception(rf.get("/office/"), NoFile("没有这个文件", "there is no such file"))
    assert answer is not None
    assert answer.status_code == 404
    told = answer.content.decode()
    assert "没有这个文件" in told
    assert "更正" not in told
