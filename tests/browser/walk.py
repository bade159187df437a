"""What must hold on every page: nothing runs over the edge, axe finds nothing, focus is seen, nothing comes from elsewhere."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tests.browser.places import Prepared

__all__ = ["opened", "walk"]

WIDTHS = (390, 640, 768, 1280, 1920)
"""A zoom of 200 % on 1280 px lays a page out as 640 px do."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

OVER_THE_EDGE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > wide + 1 && getComputedStyle(e).position !== "fixed")
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)}>${wide}`)
    .slice(0, 8);
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    what: `${e.tagName.toLowerCase()}#${e.id} ${(e.textContent || e.name || "").trim().slice(0, 20)}`,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    style: `${style.outlineStyle} ${style.outlineWidth}`,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


class Opened:
    """A page that was opened, and what it said and asked for meanwhile."""

    def __init__(self, browser: Any, site: str, prepared: Prepared, **options: Any) -> None:
        settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}, **options}
        self.context = browser.new_context(**settings)
        host = urlsplit(site).hostname
        self.context.add_cookies(
            [
                {"name": name, "value": value, "domain": host, "path": "/"}
                for name, value in prepared.cookies.items()
            ]
        )
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._ask(site, request.url))
        response = self.page.goto(site + prepared.address)
        self.status = response.status if response else 0

    def _hear(self, kind: str, text: str) -> None:
        # A page that is missing says so on the console: that is its status, which is looked at by itself.
        if kind in ("error", "warning") and "the server responded with a status of" not in text:
            self.said.append(text)

    def _ask(self, site: str, address: str) -> None:
        if not address.startswith((site, "data:")):
            self.elsewhere.append(address)

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def opened(browser: Any, site: str, prepared: Prepared, **options: Any) -> Opened:
    """Open a page; `options` are those of a browser context."""
    return Opened(browser, site, prepared, **options)


def walk(browser: Any, site: str, prepared: Prepared, *, status: int = 200) -> list[str]:
    """Return every fault of the page, each with the state in which it shows."""
    faults: list[str] = []
    for scheme in ("light", "dark"):
        with opened(browser, site, prepared, color_scheme=scheme) as here:
            if here.status != status:
                return [f"status {here.status} instead of {status}"]
            if scheme == "light":
                faults += [f"at the desk: {fault}" for fault in _axe(here.page)]
                for wide in WIDTHS:
                    here.page.set_viewport_size({"width": wide, "height": 900})
                    faults += [f"{wide} px wide: {over}" for over in here.page.evaluate(OVER_THE_EDGE)]
                here.page.set_viewport_size({"width": 390, "height": 844})
                faults += [f"on a phone: {fault}" for fault in _axe(here.page, without_colours=True)]
                here.page.evaluate("document.documentElement.style.fontSize = '200%'")
                faults += [
                    f"390 px, letters twice as large: {over}" for over in here.page.evaluate(OVER_THE_EDGE)
                ]
            else:
                faults += [f"dark: {fault}" for fault in _axe(here.page, only_colours=True)]
                faults += _focus(here.page)
            faults += [f"console: {said}" for said in here.said]
            faults += [f"asked elsewhere: {address}" for address in here.elsewhere]
    return faults


def _axe(page: Any, *, only_colours: bool = False, without_colours: bool = False) -> list[str]:
    """Return what axe finds; colours, which take it the longest, are looked at once light and once dark."""
    options: dict[str, Any] = {
        "runOnly": {"type": "tag", "values": list(RULES)},
        "resultTypes": ["violations"],
    }
    if only_colours:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
    if without_colours:
        options["rules"] = {"color-contrast": {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"axe {each['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:160]})"
        for each in found
        for node in each["nodes"]
    ]


def _focus(page: Any, stops: int = 80) -> list[str]:
    """Return where focus goes unseen on the way through the page by Tab."""
    faults, before = [], None
    for _ in range(stops):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if now is None:
            break
        if now != before and not (now["seen"] and now["ring"]):
            faults.append(f"focus not seen on {now}")
        before = now
    return faults
