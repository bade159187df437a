"""English is a full second language: every sentence of the pages has it, and one sentence has one English."""

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts import messages
from tests.house.tree import ROOT

APPS = messages.apps()
EXCUSED: set[str] = set()
"""Apps whose pages are being written: their English is still to come. A name goes when it is there."""
HELD = [app for app in APPS if app.name not in EXCUSED]
HELD_NAMES = [app.name for app in HELD]


def catalogue(app: Path) -> dict[str, str | tuple[str, ...]]:
    path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return {}
    with path.open("rb") as source:
        return {
            (m.id if isinstance(m.id, str) else m.id[0]) + f"\x00{m.context or ''}": m.string
            for m in read_po(source, locale="en")
            if m.id
        }


@pytest.mark.parametrize("app", HELD, ids=HELD_NAMES)
def test_every_sentence_of_the_pages_stands_in_the_catalogue(app: Path) -> None:
    wanted = {
        (ids if isinstance(ids, str) else ids[0]) + f"\x00{context or ''}"
        for ids, context in messages.sentences(app)
    }
    there = set(catalogue(app))
    assert wanted == there, (
        f"run `make messages`: new {sorted(wanted - there)[:5]}, gone {sorted(there - wanted)[:5]}"
    )


@pytest.mark.parametrize("app", HELD, ids=HELD_NAMES)
def test_every_sentence_has_its_english(app: Path) -> None:
    missing = [
        key.split("\x00")[0]
        for key, english in catalogue(app).items()
        if not all(english if isinstance(english, tuple) else (english,))
    ]
    assert not missing, missing


@pytest.mark.parametrize("app", HELD, ids=HELD_NAMES)
def test_english_keeps_the_places_that_are_filled_in(app: Path) -> None:
    wrong = []
    for key, english in catalogue(app).items():
        names = set(messages.PLACE.findall(key))
        for one in english if isinstance(english, tuple) else (english,):
            if one and set(messages.PLACE.findall(one)) != names:
                wrong.append((key.split("\x00")[0], one))
    assert not wrong


def test_a_sentence_that_two_apps_say_has_one_english() -> None:
    said = defaultdict(set)
    for app in APPS:
        for key, english in catalogue(app).items():
            said[key].add(english)
    assert not {key: found for key, found in said.items() if len(found) > 1}


def test_templates_say_nothing_in_chinese_that_is_not_marked_for_translation() -> None:
    found = []
    for app in HELD:
        for path in sorted((app / "templates").rglob("*.html")):
            if "print" in path.parts:  # what is served on paper is Chinese
                continue
            found += [
                f"{path.relative_to(ROOT)}: {text}"
                for text in messages.unmarked(path.read_text(encoding="utf-8"))
            ]
    assert not found, "\n" + "\n".join(found)
