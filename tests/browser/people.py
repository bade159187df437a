"""A person at a browser: reads labels, fills in, presses what is written on buttons. Nothing behind the pages is touched."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from tests.browser.places import Prepared
from tests.browser.walk import opened

__all__ = ["Somebody"]


class Somebody:
    """One person with a browser of their own, from their first page on."""

    def __init__(self, browser: Any, site: str, address: str, **options: Any) -> None:
        self.site = site
        self.here = opened(browser, site, Prepared(address), **options)
        self.page = self.here.page
        self.page.set_default_timeout(20_000)

    def __enter__(self) -> "Somebody":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        said, elsewhere = self.here.said, self.here.elsewhere
        self.here.context.close()
        if kind is None:
            assert not said, said
            assert not elsewhere, elsewhere

    def signs_in(self, username: str, password: str) -> None:
        """Sign in at the page where a visitor without a seat is led."""
        self.fills(用户名=username, 密码=password)
        self.presses("登录")

    def goes(self, address: str) -> None:
        """Go to an address that was written down."""
        self.page.goto(urljoin(self.site, address))

    def fills(self, **said: str) -> None:
        """Fill in fields by their labels."""
        for label, text in said.items():
            self.field(label).fill(text)

    def field(self, label: str) -> Any:
        """Return the field that has *label*, whether it must be filled in or may."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}\s*(必填|选填|必选)?$")).first

    def chooses(self, *labels: str) -> None:
        """Tick what is labelled so."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def picks(self, label: str, option: str) -> None:
        """Pick an option of a list."""
        self.field(label).select_option(label=option)

    def presses(self, name: str) -> None:
        """Press the button with *name*, and wait for what comes."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def follows(self, name: str) -> None:
        """Follow the link that reads *name*, or begins so."""
        whole = self.page.get_by_role("link", name=name, exact=True)
        begun = self.page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}"))
        (whole if whole.count() else begun).first.click()
        self.page.wait_for_load_state("networkidle")

    def saves(self, name: str) -> bytes:
        """Save the file that the link *name* leads to; return what it holds."""
        with self.page.expect_download() as awaited:
            self.page.get_by_role("link", name=name, exact=True).first.click()
        return Path(awaited.value.path()).read_bytes()

    def reads(self) -> str:
        """Return what stands on the page."""
        return re.sub(r"\s+", " ", str(self.page.locator("body").inner_text()))

    def sees(self, *words: str) -> None:
        """Fail unless all *words* stand on the page, or come to stand there in a moment."""
        for _ in range(150):
            text = self.reads()
            missing = [each for each in words if each not in text]
            if not missing:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{missing} not on {self.page.url}:\n{text}")

    def does_not_see(self, *words: str) -> None:
        """Fail when one of *words* stands on the page."""
        text = self.reads()
        for each in words:
            assert each not in text, f"“{each}” stands on {self.page.url}"

    def prints(self, link: str) -> bytes:
        """Return the file behind the link, which is a PDF."""
        address = self.page.get_by_role("link", name=link, exact=True).first.get_attribute("href")
        found = self.page.request.get(urljoin(self.site, address))
        assert found.status == 200, (link, found.status)
        assert found.body().startswith(b"%PDF"), link
        return bytes(found.body())
