"""permissions.md and permissions.csv: who may do what, from the platform's own table; the acts of a case by seats."""

import csv
import io
from collections.abc import Iterator

from mingbai.lifecycle import Kind, acts
from mingbai_web.accounts.permissions import permissions
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.applications.kinds import permission_for
from reference_pages.markdown import code, table

__all__ = ["FIXED", "page", "sheet"]

FIXED: dict[Kind, tuple[Role, str]] = {
    Kind.EXTENDED: (Role.WORKING_BODY_HEAD, "条例第三十三条第二款"),
}
"""What the law fixes: the seat without which the act cannot be. Everything else is how the platform shares the work out."""

_YES = "✓"


def sheet() -> str:
    """Return the tables as CSV with a byte-order mark, so that a spreadsheet opens it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["permission", "可以做什么", *ROLES])
    writer.writerow(["", "", *(words.zh for words in ROLES.values())])
    for key, each in permissions().items():
        writer.writerow([key, each.words.zh, *_cells(each.roles)])
    for kind, act in acts().items():
        roles = permissions()[permission_for(kind)].roles
        writer.writerow([f"act {kind.value}", act.words.zh, *_cells(roles)])
    return "\ufeff" + out.getvalue()


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Permissions 权限表"
    yield ""
    yield "Rights belong to seats (岗位), never to persons: who holds a seat, or stands in for it, on a day has its rights on that day. What"
    yield "is not ticked is refused, and a test tries every cell that is not. The source is `src/mingbai_web/accounts/permissions.toml`;"
    yield "an office reads the same table under 设置 › 权限表. [As a sheet](permissions.csv)."
    yield ""
    yield "## Seats"
    yield ""
    yield from table(
        ("岗位", "seat", "identifier"), ((words.zh, words.en, code(role)) for role, words in ROLES.items())
    )
    yield "The three administrators (三员分立) are three persons: nobody holds two of these seats at a time, none of them sees an"
    yield "application, and nobody gives a seat to oneself. A deputy (AB 角) acts in its own seat and says for which."
    yield ""
    for theme in dict.fromkeys(key.partition(".")[0] for key in permissions()):
        held = {key: each for key, each in permissions().items() if key.startswith(f"{theme}.")}
        yield f"## {theme}"
        yield ""
        yield from table(
            ("what", "可以做什么", "permission", "岗位"),
            ((each.words.en, each.words.zh, code(key), _said(each.roles)) for key, each in held.items()),
        )
    yield "## Acts of a case"
    yield ""
    yield "Which act is open is law, and stands on the page of the [lifecycle](lifecycle.md); whose it is follows from the table above."
    for kind, (role, ground) in FIXED.items():
        yield (
            f"The law itself fixes one: {code(kind.value)} needs the consent of the {ROLES[role].en}, not of the head of the organ ({ground})."
        )
    yield ""
    yield from table(
        ("act", "步骤", "permission", "岗位"),
        (
            (
                code(kind.value),
                act.words.zh,
                code(permission_for(kind)),
                _said(permissions()[permission_for(kind)].roles),
            )
            for kind, act in acts().items()
        ),
    )
    yield "## Duties kept apart"
    yield ""
    yield "Besides the seat, the person counts: on one version of a paper, each person drafts it, or signs one step of its chain, or records"
    yield "what was signed on paper, in whatever seats, as a deputy too, and under a standing delegation too (`accounts.duties_apart`)."
    yield ""


def _said(roles: frozenset[Role]) -> str:
    return "、".join(words.zh for role, words in ROLES.items() if role in roles)


def _cells(roles: frozenset[Role]) -> list[str]:
    return [_YES if role in roles else "" for role in ROLES]
