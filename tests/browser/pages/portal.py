"""The public front, and each calculator with an answer."""

from tests.browser.places import Place, Prepared
from tests.web.qinghe import founded


def _guides() -> Prepared:
    founded()
    return Prepared("/guide/")


def _guide() -> Prepared:
    return Prepared(f"/guide/{founded()}/")


_REPLY = "/calculators/reply/?channel=online&arrived=2025-09-30&confirmed=2025-10-09"
PAGES = (
    Place("the front page", "/"),
    Place("the calculators", "/calculators/"),
    Place("the calculator of replies", "/calculators/reply/"),
    Place("a reply that falls due", _REPLY),
    Place("a reply extended and paused", f"{_REPLY}&consulted=organ&sent=2025-10-13&answered=2025-10-20&extended=20&extended_on=2025-10-31"),
    Place("a reply that cannot be counted", "/calculators/reply/?channel=online&arrived=soon", status=400),
    Place("a fee", "/calculators/fees/?mode=items&number=35"),
    Place("remedies against silence", "/calculators/remedies/?outcome=no_reply&served=2025-10-16"),
    Place("remedies against a refusal", "/calculators/remedies/?outcome=refused_third_party&served=2025-10-16"),
    Place("the guides", prepare=_guides),
    Place("a guide", prepare=_guide),
    Place("accessibility", "/accessibility/"),
)  # fmt: skip
