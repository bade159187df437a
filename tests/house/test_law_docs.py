"""What the pages on the law show is what the core does: the transitions, the diagram, the examples by number."""

import tomllib
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from mingbai.lifecycle import STATES, Act, Case, Kind, State, act, acts
from mingbai_web.accounts.permissions import permissions as granted
from mingbai_web.applications.kinds import permission_for
from tests.house.test_reference_docs import generator
from tests.house.tree import ROOT

generator()

from reference_pages import layout, permissions, transitions  # type: ignore[import-not-found] # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
ASSETS = ROOT / "docs" / "assets"
BRANCHES = [(kind, state) for kind, branches in transitions.BY_FACTS.items() for state in branches]


def day(number: int) -> date:
    return date(2025, 3, number)


def led(kind: Kind, to: State) -> list[Act]:
    """Return acts that end with *kind* as the page says that it leads to *to*."""
    received = act("received", day(3), channel="in-person")
    decided = act("decided", day(10), outcome="granted")
    cases: dict[tuple[Kind, State], list[Act]] = {
        (Kind.RECEIVED, State.OPEN): [received],
        (Kind.RECEIVED, State.UNCONFIRMED): [act("received", day(3), channel="online")],
        (Kind.IMPORTED, State.ANSWERED): [
            act("imported", day(20), received=day(3), outcome="granted", ended=day(10))
        ],
        (Kind.IMPORTED, State.CLOSED): [
            act("imported", day(20), received=day(3), outcome="withdrawn", ended=day(10))
        ],
        (Kind.AMENDMENT_ASKED, State.AWAITING_AMENDMENT): [received, act("amendment_asked", day(5))],
        (Kind.AMENDMENT_ASKED, State.OPEN): [received, act("amendment_asked", day(25))],
        (Kind.DISPATCHED, State.ANSWERED): [received, decided, act("dispatched", day(11), route="post")],
        (Kind.DISPATCHED, State.DECIDED): [received, decided, act("dispatched", day(11), route="in-person")],
    }
    return cases[kind, to]


@pytest.mark.parametrize(("kind", "to"), BRANCHES)
def test_an_act_leads_where_its_facts_say(kind: Kind, to: State) -> None:
    standing = Case.of(led(kind, to)).as_of()
    assert not standing.refusals
    assert standing.applied[-1].kind is kind
    assert standing.state is to


def test_no_other_act_changes_the_state_by_its_facts() -> None:
    """Every case of the statutory cases moves along the arrows of the page, act by act."""
    from reference_pages import cases

    from mingbai.cli.acts import acts_of
    from mingbai.cli.arguments import parser
    from mingbai.errors import MingbaiError

    drawn = {
        (source, entry.kind, to)
        for entry in acts().values()
        for source in entry.sources
        for to in transitions.targets(entry, source)
    }
    seen: set[tuple[State, Kind, State]] = set()
    for case in cases.cases("reply"):
        options = parser("zh").parse_args(cases.command(case))
        try:
            made = Case.of(acts_of(options))
        except MingbaiError:
            continue
        before = State.NONE
        for number in range(len(made.acts)):
            after = Case(made.acts[: number + 1], made.settings).as_of()
            if not any(refusal.act is made.acts[number] for refusal in after.refusals):
                seen.add((before, made.acts[number].kind, after.state))
            before = after.state
    assert seen <= drawn
    assert len(seen) > 10


def test_an_act_whose_target_the_table_leaves_open_is_among_those_decided_by_facts_or_stays() -> None:
    for kind in transitions.BY_FACTS:
        assert acts()[kind].to is None, f"{kind} has a state in the table: no facts decide"


@pytest.fixture(scope="module")
def drawing() -> Any:
    return ElementTree.parse(ASSETS / "lifecycle.svg").getroot()


def test_the_diagram_says_in_words_what_it_shows(drawing: Any) -> None:
    assert drawing.get("role") == "img"
    title, told = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc").text
    assert title.text
    assert drawing.get("aria-labelledby") == "title desc"
    for (source, target), entries in transitions.pairs().items():
        assert f"{STATES[source].en} to {STATES[target].en}: " in told
        assert all(entry.words.en in told for entry in entries)


def test_the_diagram_names_every_state_in_both_languages(drawing: Any) -> None:
    texts = " ".join(each.text or "" for each in drawing.iter(f"{SVG}text"))
    for words in STATES.values():
        assert all(part in texts for part in words.zh.split("，"))
        assert words.en.split()[0] in texts


def test_no_line_of_the_diagram_runs_through_a_box() -> None:
    routes = [*layout.ROUTES.values(), *layout.FRAME_ROUTES.values()]
    for route in routes:
        for (x, y), (to_x, to_y) in zip(route.points, route.points[1:], strict=False):
            assert x == to_x or y == to_y, "lines run straight"
            for box in layout.BOXES.values():
                apart = (
                    max(x, to_x) <= box.x
                    or min(x, to_x) >= box.x + box.width
                    or max(y, to_y) <= box.y
                    or min(y, to_y) >= box.y + box.height
                )
                assert apart, f"{route.points} runs through {box}"


def test_the_diagram_has_colours_for_dark_pages() -> None:
    assert "prefers-color-scheme: dark" in (ASSETS / "lifecycle.svg").read_text("utf-8")


def test_every_number_of_an_example_is_on_the_page() -> None:
    page = (ROOT / "docs" / "reference" / "deadlines.md").read_text("utf-8")
    _, _, index = page.partition("## Examples by number")
    for file in (ROOT / "tests" / "cases").glob("*.toml"):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            if "example" in case:
                assert f"| {case['example']} | {case['name']} |" in index


def test_what_the_law_fixes_of_permissions_is_what_the_platform_grants() -> None:
    assert permissions.FIXED.keys() == {Kind.EXTENDED}
    for kind, (role, _) in permissions.FIXED.items():
        assert granted()[permission_for(kind)].roles == {role}


def test_the_sheet_of_permissions_has_a_row_for_each_permission_and_each_act() -> None:
    lines = permissions.sheet().splitlines()
    assert len(lines) == 2 + len(granted()) + len(acts())
    assert sum(line.startswith("applications.extend,") for line in lines) == 1
