"""The statutory cases of tests/cases, as the tests of the law ask them: by file, each with its name."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[Any]:
    """Return the cases of *name*.toml as parameters of a test, called by their names."""
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]
