"""Write the reference pages from the code, or with --check say which are stale.

    python docs/generate.py [--check]

`reference/benchmarks.md` is not among them: `make bench` measures and writes it.
"""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "src")]

from reference_pages import checks, commands, errors, forms, glossary, schemas  # noqa: E402

__all__ = ["main", "pages", "stale"]

REFERENCE = DOCS / "reference"
COMMAND = "`make docs` writes this page from the code; a test fails when it is stale."


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    made = {
        "commands.md": commands.page(),
        "checks.md": checks.page(),
        "forms.md": forms.page(),
        "report-schema.md": schemas.report(),
        "audit-schema.md": schemas.audit(),
        "glossary.md": glossary.page(),
        "errors.md": errors.page(),
    }
    return {name: text.rstrip() + f"\n\n---\n\n{COMMAND}\n" for name, text in made.items()}


def stale() -> list[str]:
    """Return the names of the pages that are not what the code says."""
    return [name for name, text in pages().items() if _there(name) != text]


def main(arguments: list[str]) -> int:
    """Write the pages or check them; return the exit code."""
    if arguments == ["--check"]:
        old = stale()
        for name in old:
            sys.stderr.write(f"docs/reference/{name} is stale: run `make docs`\n")
        return 1 if old else 0
    if arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        if _there(name) != text:
            (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"docs/reference/{name}\n")
    return 0


def _there(name: str) -> str | None:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
