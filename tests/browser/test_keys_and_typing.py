"""What the one script adds: keys, filtering, weekdays, slips of articles; and that nothing is lost without it."""

from typing import Any

from mingbai_web.accounts.roles import Role
from tests.browser.pages.figures import YEAR, figures
from tests.browser.places import Prepared
from tests.browser.walk import opened

OFFICE = Prepared("/components/office/")


def test_slash_leads_to_the_search_and_question_mark_explains_the_keys(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.keyboard.press("/")
        assert here.page.evaluate("document.activeElement.id") == "search"
        here.page.evaluate("document.activeElement.blur()")
        here.page.keyboard.press("?")
        assert here.page.locator("#keys").is_visible()
        here.page.keyboard.press("Escape")
        assert not here.page.locator("#keys").is_visible()


def test_j_and_k_walk_the_list_and_enter_opens(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        for key in ("j", "j", "k"):
            here.page.keyboard.press(key)
        assert "57号" in here.page.locator("tr.here").inner_text()
        here.page.keyboard.press("Enter")
        assert here.page.url.endswith("#list")


def test_typing_filters_the_list_and_says_how_many_are_left(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.fill("[data-filters=specimen-list]", "林经办 大桥")
        assert here.page.locator("#specimen-list tr:visible").count() == 1
        assert here.page.locator("[data-filtered=specimen-list]").inner_text() == "1 项，共 5 项"
        here.page.keyboard.press("Escape")
        assert here.page.locator("#specimen-list tr:visible").count() == 5


def test_enter_in_the_filter_opens_the_first_that_is_left(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.keyboard.press("f")
        here.page.keyboard.type("林经办 大桥")
        here.page.keyboard.press("Enter")
        assert here.page.url.endswith("#list")


def test_a_day_that_is_entered_is_said_back_with_its_weekday(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.fill("#id_blank-received", "2025-10-16")
        assert here.page.locator("[data-echo=id_blank-received]").inner_text() == "2025年10月16日（周四）"


def test_the_slip_of_an_article_opens_at_its_chip_and_stays_inside_the_page(browser: Any, site: str) -> None:
    for wide in (390, 1280):
        with opened(browser, site, Prepared("/components/"), viewport={"width": wide, "height": 900}) as here:
            for at in range(here.page.locator(".chip:visible").count()):
                chip = here.page.locator(".chip:visible").nth(at)
                chip.click()
                slip = here.page.locator(".slip:popover-open")
                box = slip.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= wide
                near = chip.bounding_box()
                assert near is not None
                assert (
                    min(abs(box["y"] - near["y"] - near["height"]), abs(near["y"] - box["y"] - box["height"]))
                    < 20
                )
                here.page.keyboard.press("Escape")
                assert slip.count() == 0


def test_an_error_leads_to_its_field(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.click(".error-summary a >> nth=1")
        assert here.page.evaluate("location.hash") == "#id_received"
        assert (
            here.page.locator("#id_received").get_attribute("aria-describedby")
            == "id_received_helptext id_received_error"
        )


def test_without_scripts_the_language_can_be_changed_and_articles_still_open(browser: Any, site: str) -> None:
    with opened(browser, site, Prepared("/components/"), java_script_enabled=False) as here:
        here.page.click("text=English")
        assert here.page.locator("html").get_attribute("lang") == "en"
        assert here.page.locator("h1").inner_text() == "Components"
        here.page.locator(".chip").first.click()
        assert here.page.locator(".slip").first.is_visible()


def filled(page: Any) -> None:
    page.fill("#act_days", "20")
    page.fill("#act_reason", "需征求意见")
    page.click("[data-act] button")


def test_an_act_says_in_place_what_it_changes_and_is_done_once_confirmed(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        filled(here.page)
        here.page.wait_for_selector("#consequence .confirm")
        here.page.fill("#act_reason", "另有理由")
        assert here.page.locator("#consequence").inner_text() == ""
        here.page.click("[data-act] button")
        here.page.click("#consequence button[name=confirm]")
        assert "已延期" in here.page.locator(".messages").first.inner_text()
        assert here.said == []


def test_an_act_that_is_filled_in_wrongly_says_so_at_the_top(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        here.page.fill("#act_days", "50")
        here.page.click("[data-act] button")
        here.page.wait_for_selector(".page > .error-summary")
        assert here.page.locator("#act_days").input_value() == "50"
        filled(here.page)  # put right, nothing says any more that it is wrong
        here.page.wait_for_selector("#consequence .confirm")
        assert here.page.locator(".page > .error-summary").count() == 0
        assert here.page.locator(".field-wrong, .errorlist").count() == 0


def test_an_act_without_scripts_takes_a_page_of_its_own(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE, java_script_enabled=False) as here:
        filled(here.page)
        assert here.page.locator("h1").inner_text() == "延长答复期限"
        here.page.click("button[name=change]")
        assert here.page.locator("#act_reason").input_value() == "需征求意见"
        filled(here.page)
        here.page.click("button[name=confirm]")
        assert "已延期" in here.page.locator(".messages").first.inner_text()


def test_a_form_that_is_sent_twice_in_a_hurry_arrives_once(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE) as here:
        posts: list[str] = []
        here.page.on(
            "request", lambda request: posts.append(request.method) if request.method == "POST" else None
        )
        filled(here.page)
        here.page.wait_for_selector("#consequence .confirm")
        posts.clear()
        here.page.evaluate(
            "() => { const b = document.querySelector('#consequence button[name=confirm]'); b.click(); b.click(); }"
        )
        here.page.wait_for_selector(".message-success")
        assert posts == ["POST"]


def test_a_form_that_gave_a_file_out_gives_the_next_one_too_of_the_period_then_chosen(
    browser: Any, site: str
) -> None:
    with opened(browser, site, figures(f"register/?{YEAR}", role=Role.REGISTRAR)()) as here:
        names = []
        for part in ("year", "m12"):
            here.page.select_option("[name=part]", part)
            with here.page.expect_download() as given:
                here.page.click("button[value=xlsx]")
            names.append(given.value.suggested_filename)
        here.page.wait_for_function("document.querySelector('#going').innerText.includes('12月1日')")
        assert "20250101" in names[0]
        assert "20251201" in names[1]
        here.page.click("button[value=print]")
        here.page.wait_for_selector(".register-print")


def test_the_theme_that_was_chosen_holds_against_the_system(browser: Any, site: str) -> None:
    with opened(browser, site, OFFICE, color_scheme="dark") as here:
        here.page.click("button[value=light] >> nth=0")
        assert (
            here.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            == "rgb(255, 255, 255)"
        )
