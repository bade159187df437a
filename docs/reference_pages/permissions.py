"""permissions.csv: the skeleton of who may take which act, acts by seats; only what the law itself fixes is filled in."""

import csv
import io
from collections.abc import Iterator

from mingbai.lifecycle import Kind, acts
from reference_pages.markdown import code, table

__all__ = ["FIXED", "SEATS", "rows", "sheet"]

SEATS = {
    "mail_room": ("收发室", "mail room"),
    "registrar": ("窗口、登记人员", "window, registrar"),
    "case_officer": ("承办人", "case officer"),
    "co_handler": ("协办人", "co-handler"),
    "department_head": ("承办部门负责人", "head of department"),
    "secrecy_reviewer": ("保密审查人", "secrecy reviewer"),
    "counsel": ("法制审核人", "counsel"),
    "working_body_head": ("政府信息公开工作机构负责人", "head of the working body"),
    "signing_leader": ("签发领导", "leader who signs"),
    "compiler": ("年报编制人", "compiler of the report"),
    "supervisor": ("主管部门", "supervisor"),
}
"""The seats of an office by their identifiers."""

FIXED: dict[tuple[Kind, str], str] = {(Kind.EXTENDED, "working_body_head"): "consents (条例第三十三条第二款)"}
"""What the law fixes: the seat without which the act cannot be. Everything else is for an installation to decide."""


def sheet() -> str:
    """Return the skeleton as CSV with a byte-order mark, so that a spreadsheet opens it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["act", "步骤", *SEATS])
    writer.writerow(["", "", *(zh for zh, _ in SEATS.values())])
    for kind, entry in acts().items():
        writer.writerow(
            [kind.value, entry.words.zh, *("law" if (kind, seat) in FIXED else "" for seat in SEATS)]
        )
    return "\ufeff" + out.getvalue()


def rows() -> Iterator[str]:
    """Yield the section of the lifecycle's page: the seats, and the acts by seats."""
    yield from table(("seat", "席位", "identifier"), ((en, zh, code(key)) for key, (zh, en) in SEATS.items()))
    yield from table(
        ("act", "步骤", *(zh for zh, _ in SEATS.values())),
        (
            (code(kind.value), entry.words.zh, *(FIXED.get((kind, seat), "") for seat in SEATS))
            for kind, entry in acts().items()
        ),
    )
