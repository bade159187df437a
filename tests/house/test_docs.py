"""What the pages say about the tree must be so: the make targets, the links, the map."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house.tree import ROOT, files

PAGES = [path for path in files() if path.suffix == ".md" and "corpus" not in path.parts]
FRONT = ["README.md", "README.zh-CN.md"]


def names(pages: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in pages]


def code_in(page: str) -> str:
    """Return what stands in code spans and code blocks, a line each."""
    blocks = re.findall(r"^```.*?\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", prose)])


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))


def targets_named_in(page: Path) -> set[str]:
    return set(
        re.findall(r"(?:^|[\s;&])make ([a-z-]+)", code_in(page.read_text(encoding="utf-8")), re.MULTILINE)
    )


@pytest.mark.parametrize("name", FRONT)
def test_the_readme_names_exactly_the_make_targets_that_exist(name: str) -> None:
    assert targets_named_in(ROOT / name) == targets()


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_no_page_names_a_make_target_that_does_not_exist(page: Path) -> None:
    assert targets_named_in(page) <= targets()


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_link_between_our_pages_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    local = [unquote(link.split("#")[0]) for link in links if not re.match(r"[a-z]+:|#", link)]
    dead = [link for link in local if not (page.parent / link).exists()]
    assert not dead


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the forges that show Markdown make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", plain.strip()).replace(" ", "-")
        number = sum(
            1 for other in found if other == anchor or re.fullmatch(re.escape(anchor) + r"-\d+", other)
        )
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_link_to_a_heading_finds_it(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link.split("#") for link in re.findall(r"\]\(([^)\s]*\.md#[^)\s]+|#[^)\s]+)\)", text)]
    lost = [
        f"{path}#{anchor}"
        for path, anchor in links
        if ":" not in path and unquote(anchor) not in headings(page.parent / path if path else page)
    ]
    assert not lost


def test_every_page_of_the_docs_is_on_their_map() -> None:
    front = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = {
        (ROOT / "docs" / link.split("#")[0]).resolve() for link in re.findall(r"\]\(([^)\s]+)\)", front)
    }
    docs = [page for page in PAGES if page.is_relative_to(ROOT / "docs") and page.name != "README.md"]
    lost = [page for page in docs if page.resolve() not in linked and page.parent.name != "reference"]
    assert not lost, names(lost)
