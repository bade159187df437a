"""clock-ribbon.svg: the drawing that the command makes of a reply with a consultation, worked weekends and an extension."""

from datetime import date

from mingbai.deadlines.ribbon import ribbon
from mingbai.lifecycle import Case, act

__all__ = ["picture"]


def picture() -> str:
    """Return the drawing."""
    standing = Case.of(
        (
            act("received", date(2025, 9, 12), channel="in-person"),
            act("third_party_consulted", date(2025, 9, 18), party="甲公司"),
            act("third_party_view", date(2025, 9, 25), party="甲公司"),
            act("extended", date(2025, 10, 20), days=5, approved_by="政府信息公开工作机构负责人"),
        )
    ).as_of()
    return ribbon(standing.steps(), title="答复期限 The clock of a reply", period=20)
