"""Write the reference pages, and what belongs to them, from the code, or with --check say which are stale.

    python docs/generate.py [--check]

`reference/benchmarks.md` is not among them: `make bench` measures and writes it.
"""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "src")]

from reference_pages import (  # noqa: E402
    checks,
    commands,
    deadlines,
    diagram,
    errors,
    forms,
    glossary,
    lifecycle,
    outcomes,
    permissions,
    ribbons,
    schemas,
    statutes,
)

__all__ = ["files", "main", "pages", "stale"]

COMMAND = "`make docs` writes this page from the code; a test fails when it is stale."


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    made = {
        "commands.md": commands.page(),
        "checks.md": checks.page(),
        "deadlines.md": deadlines.page(),
        "lifecycle.md": lifecycle.page(),
        "permissions.md": permissions.page(),
        "outcomes.md": outcomes.page(),
        "statutes.md": statutes.page(),
        "forms.md": forms.page(),
        "report-schema.md": schemas.report(),
        "audit-schema.md": schemas.audit(),
        "calendar-schema.md": schemas.calendar(),
        "deadline-schema.md": schemas.calculator("deadline"),
        "fee-schema.md": schemas.calculator("fee"),
        "remedy-schema.md": schemas.calculator("remedy"),
        "glossary.md": glossary.page(),
        "errors.md": errors.page(),
    }
    return {name: text.rstrip() + f"\n\n---\n\n{COMMAND}\n" for name, text in made.items()}


def files() -> dict[str, str]:
    """Return every generated file by its path below docs/."""
    made = {f"reference/{name}": text for name, text in pages().items()}
    made["reference/permissions.csv"] = permissions.sheet()
    made["assets/lifecycle.svg"] = diagram.picture()
    made["assets/clock-ribbon.svg"] = ribbons.picture()
    return made


def stale() -> list[str]:
    """Return the paths of the files that are not what the code says."""
    return [path for path, text in files().items() if _there(path) != text]


def main(arguments: list[str]) -> int:
    """Write the files or check them; return the exit code."""
    if arguments == ["--check"]:
        old = stale()
        for path in old:
            sys.stderr.write(f"docs/{path} is stale: run `make docs`\n")
        return 1 if old else 0
    if arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    for path, text in files().items():
        if _there(path) != text:
            (DOCS / path).parent.mkdir(exist_ok=True)
            (DOCS / path).write_bytes(text.encode("utf-8"))
            sys.stdout.write(f"docs/{path}\n")
    return 0


def _there(path: str) -> str | None:
    found = DOCS / path
    return found.read_bytes().decode("utf-8") if found.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
