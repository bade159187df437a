"""The page in a browser: nothing runs over the edge, keys lead from finding to place and back, filters filter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingbai.audit import output
from tests.core.audit.output import fictional
from tests.core.audit.output.fictional_report import HOSTILE
from tests.printing import CHROMIUM

pytestmark = pytest.mark.browser

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make system)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "audit.html"
    audits = [fictional.clean(), fictional.audit(hostile=HOSTILE)]
    page = output.render("html", audits, [fictional.across()], checks=fictional.RULES)
    assert isinstance(page, str)
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("wide", [390, 700, 1040, 1280])
def test_no_width_scrolls_sideways_in_either_language(browser: Any, address: str, wide: int) -> None:
    page = browser.new_page(viewport={"width": wide, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address)
    page.click("details.report > summary")
    for _ in ("zh", "en"):
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        page.click("#lang")
    assert said == []
    page.close()


def test_keys_lead_from_a_finding_to_its_place_and_back(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    for key in ("j", "j", "j"):
        page.keyboard.press(key)
    first = page.evaluate("document.activeElement.id")
    assert first == "r2f2"
    page.keyboard.press("Enter")
    page.wait_for_url("**#r2m2")
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "r2f1"
    page.close()


def test_the_filter_hides_findings_by_severity_and_by_check(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.click("details.report > summary")
    page.uncheck("#show-e")
    assert page.locator("details.report[open] .f:visible").count() == 5
    page.select_option("#check", "prose/parts")
    assert page.locator("details.report[open] .f:visible").count() == 1
    page.close()
