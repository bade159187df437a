"""Whatever is asked for, the answer carries what keeps a browser safe: pages, files of ours, downloads, errors, strange requests."""

import pytest
from django.test import Client

from mingbai_web.accounts.roles import Role
from tests.web.hostile.world import World, browser

ADDRESSES = (
    "/",
    "/apply/",
    "/apply/files/",
    "/follow/",
    "/robots.txt",
    "/sitemap.xml",
    "/static/look/mingbai.css",
    "/static/no-such.css",
    "/static/%2e%2e/settings.py",
    "/no/such/page",
    "/office/",
    "/apply/sent/receipt.txt",
    "/office/figures/",
    "/%00",
    "/apply/?body=%00",
    "/calculators/reply/?received=%00",
    "/apply/%F0%A0%AE%B7/",
)


def safe(answer: object) -> None:
    """Hold an answer to the headers that every answer has."""
    said = answer.headers  # type: ignore[attr-defined]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert said["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in said["Permissions-Policy"]
    policy = said["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy or "sandbox" in policy


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "TRACE"])
def test_every_answer_carries_the_headers_whatever_is_asked_for_and_how(
    method: str, address: str, world: World
) -> None:
    answer = browser().generic(method, address)
    for close in answer._resource_closers:  # closing the answer itself would end the transaction of the test
        close()
    assert answer.status_code < 500
    safe(answer)


def test_a_strange_host_and_a_forged_form_are_answered_with_the_headers_too(world: World) -> None:
    strange = Client(raise_request_exception=False, headers={"host": "elsewhere.example"}).get("/")
    assert strange.status_code == 400
    safe(strange)
    forged = Client(
        enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "localhost"}
    ).post("/follow/", {"number": "1", "code": "2"})
    assert forged.status_code == 403
    safe(forged)


def test_what_an_officer_downloads_carries_the_headers(world: World) -> None:
    client = world.client(Role.CASE_OFFICER)
    for address in (
        f"/office/files/{world.there['file'][0]}/",
        f"/office/papers/{world.there['paper'][0]}/enclosures/{world.there['enclosure'][0]}/",
        f"/office/cases/{world.there['case'][0]}/print/register_form.html",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        safe(answer)
    safe(client.post(address, {"reason": "归档"}))  # the print itself, which asks for a reason


@pytest.mark.parametrize(
    "address", ["papers/?q=", "search/?q=", "?q=", "cases/?q=", "figures/?from=", "settings/ledger/?kind="]
)
def test_a_sign_that_a_database_does_not_know_is_no_fault_of_ours(address: str, world: World) -> None:
    for role in (Role.CASE_OFFICER, Role.COMPILER, Role.AUDIT_ADMIN):
        answer = world.client(role).get(f"/office/{address}%00")
        assert answer.status_code in (400, 403, 404)
        safe(answer)
