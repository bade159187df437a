"""Help, language and version."""

import pytest

from tests.core.cli.running import Ran


@pytest.mark.parametrize(
    "command",
    [[], ["report"], ["report", "read"], ["report", "audit"], ["report", "compare"], ["report", "render"],
     ["report", "forms"], ["checks"]],
)  # fmt: skip
@pytest.mark.parametrize(("language", "example"), [("zh", "例："), ("en", "examples:")])
def test_help_speaks_the_language_and_ends_with_an_example(
    capsys: pytest.CaptureFixture[str], command: list[str], language: str, example: str
) -> None:
    ran = Ran(capsys, *command, "--help", "--lang", language)
    assert ran.code == 0
    *_, last = ran.out.strip().splitlines()
    assert example in ran.out
    assert last.startswith("  mingbai ")
    if language == "en":
        assert ran.out.isascii()


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LANG": "C"}, "用法"),
        ({}, "用法"),
        ({"LANG": "en_GB.UTF-8"}, "usage"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "用法"),
        ({"LANG": "de_DE.UTF-8"}, "usage"),
    ],
)
def test_the_language_is_that_of_the_machine_unless_said_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], word: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Ran(capsys, "--help").out.startswith(word)


def test_the_version_is_printed_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    from mingbai import __version__

    assert Ran(capsys, "--version").out == f"mingbai {__version__}\n"
