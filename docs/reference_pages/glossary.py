"""glossary.md: each Chinese term with its one identifier; the source, glossary.toml, is held against the code."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mingbai.report import form as forms
from reference_pages.markdown import code, table

__all__ = ["Term", "faults", "page", "terms"]

DOCS = Path(__file__).parents[1]
SOURCE = DOCS.parent / "src"


@dataclass(frozen=True)
class Term:
    """A Chinese term, its one identifier in the code, the English word, and where the law has it."""

    term: str
    identifier: str
    en: str
    law: str
    part: str


def terms() -> list[Term]:
    """Return the terms in the order of the file."""
    given = tomllib.loads((DOCS / "glossary.toml").read_text("utf-8"))
    return [
        Term(one["term"], one["identifier"], one["en"], one.get("law", part.get("law", "")), part["title"])
        for part in given["part"]
        for one in part["terms"]
    ]


def faults() -> list[str]:
    """Return what is wrong with the glossary: a term twice, an identifier that the code lacks, a key of a form without a term."""
    found = []
    seen: set[str] = set()
    words = _words()
    for one in terms():
        if one.term in seen:
            found.append(f"{one.term} stands twice")
        seen.add(one.term)
        if not set(re.split(r"\W+", one.identifier)) <= words:
            found.append(f"{one.term}: {one.identifier} is nowhere in src")
    named = {one.identifier for one in terms()}
    found += [f"{key}, a key of the forms, has no term" for key in _keys() if key not in named]
    return found


def page() -> str:
    """Return the page; `ValueError` when the glossary does not hold."""
    wrong = faults()
    if wrong:
        raise ValueError("docs/glossary.toml: " + "; ".join(wrong))
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Glossary 词汇表"
    yield ""
    yield "One identifier for each term, in the code, in the JSON and on the command line. The source is"
    yield "[glossary.toml](../glossary.toml)."
    yield ""
    keys = _keys()
    parts: dict[str, list[Term]] = {}
    for one in terms():
        parts.setdefault(one.part, []).append(one)
    for title, held in parts.items():
        yield f"## {title}"
        yield ""
        yield from table(
            ("term", "identifier", "English", "in the law or the form", "keys of the forms"),
            (
                (t.term, code(t.identifier), t.en, t.law, ", ".join(sorted(keys.get(t.identifier, ()))))
                for t in held
            ),
        )


def _keys() -> dict[str, set[str]]:
    """Return every key of a row or a column of a form, with the tables that have it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms.editions():
        for one in form.tables:
            for row in one.rows:
                found[row.key].add(one.key)
                for column in one.columns(row.key):
                    found[column.key].add(one.key)
    return found


def _words() -> set[str]:
    """Return every word of the code and of its data."""
    found: set[str] = set()
    for path in SOURCE.rglob("*"):
        if path.suffix in (".py", ".toml") and path.is_file():
            found.update(re.findall(r"\w+", path.read_text("utf-8")))
    return found
