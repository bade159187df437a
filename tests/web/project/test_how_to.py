"""The pages on running an installation are followed to the letter, command by command, in an empty folder."""

import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.web.project.installation import COMMAND, Installation, database, free_port, has_postgres

PAGES = (
    "run-an-installation",
    "run-an-installation.zh-CN",
    "back-up-and-restore",
    "back-up-and-restore.zh-CN",
    "move-to-postgresql",
)
LASTING = ("serve", "worker")


def lines(page: str) -> list[list[str]]:
    """Return the commands of the page's shell blocks, in order."""
    text = (ROOT / "docs" / "how-to" / f"{page}.md").read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [
        line.split()[1:] for block in blocks for line in block.splitlines() if line.startswith("mingbai ")
    ]


def follow(folder: Path, arguments: list[str], environment: dict[str, str]) -> None:
    """Run one command in *folder*; what lasts is begun, seen to be alive, and stopped."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if arguments[0] in LASTING and not {"--once", "--status", "--retry"} & set(arguments):
        assert process.stdout is not None
        assert process.stdout.readline(), "it says that it has begun"
        time.sleep(1)
        process.terminate()
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 0, f"{arguments}\n{said}"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_can_be_followed_to_the_letter(page: str, tmp_path: Path) -> None:
    told = [[str(free_port()) if word == "8000" else word for word in arguments] for arguments in lines(page)]
    kind = "postgresql" if has_postgres() else "sqlite"
    with database(kind=kind, folder=tmp_path) as target:
        environment = Installation(tmp_path / "var").environment()
        if not page.startswith("run-an-installation"):
            follow(tmp_path, ["init", "--quiet"], environment)
        for arguments in told:
            words = [target if word.startswith("postgresql://") else word for word in arguments]
            if words[0] == "serve" and "--port" not in words:
                words += ["--port", str(free_port())]
            follow(tmp_path, words, environment)
    assert told


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".zh-CN")])
def test_a_page_gives_the_same_commands_in_both_languages(page: str) -> None:
    assert lines(page) == lines(page.removesuffix(".zh-CN"))
