"""What the browser tests walk: every app lists its pages in a module of `tests/browser/pages`, as `PAGES`.

    PAGES = (
        Place("the application form", "/apply/"),
        Place("the work list", prepare=work_list),   # work_list() -> Prepared(address, cookies)
    )

*prepare* runs in the database of the test, right before the page is opened.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Place", "Prepared", "places", "signed_in"]


@dataclass(frozen=True)
class Prepared:
    """Where to go, and the cookies to go with: see `signed_in`."""

    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A page in a state that a person meets it in."""

    name: str
    address: str = ""
    prepare: Callable[[], Prepared] | None = None
    status: int = 200

    def ready(self) -> Prepared:
        """Return where the page is, after what it needs was made."""
        return self.prepare() if self.prepare else Prepared(self.address)


def signed_in(client: object) -> dict[str, str]:
    """Return the cookies of a test *client* that signed in, for `Prepared`."""
    return {name: cookie.value for name, cookie in client.cookies.items()}  # type: ignore[attr-defined]


def places() -> list[Place]:
    """Return the pages of every app."""
    found: list[Place] = []
    for path in sorted((Path(__file__).parent / "pages").glob("*.py")):
        found += importlib.import_module(f"tests.browser.pages.{path.stem}").PAGES
    return found
