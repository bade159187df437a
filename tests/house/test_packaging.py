"""What a person gets who installs the package: its dependencies, their pins, the files in the wheel."""

import re
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import CORE, ROOT, modules, pyproject


def requirements(*extras: str) -> list[Requirement]:
    project = pyproject()["project"]
    texts = [*project["dependencies"]]
    for extra in extras:
        texts += project["optional-dependencies"][extra]
    return [Requirement(text) for text in texts]


def pins(lock: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(name, set()).add(Version(version))
    return found


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        (
            "requirements.lock",
            [*requirements("parquet", "web"), *map(Requirement, pyproject()["dependency-groups"]["dev"])],
        ),
        ("requirements-bench.lock", requirements("parquet", "bench")),
    ],
    ids=["requirements.lock", "requirements-bench.lock"],
)
def test_the_lock_pins_everything_that_the_project_asks_for(lock: str, asked: list[Requirement]) -> None:
    pinned = pins(lock)
    missing = [
        str(requirement)
        for requirement in asked
        if not any(v in requirement.specifier for v in pinned.get(canonicalize_name(requirement.name), ()))
    ]
    assert not missing, f"run `make lock`: {missing}"


def test_what_the_core_imports_is_what_the_project_declares() -> None:
    from_where = packages_distributions()
    own = {"mingbai", "__future__"}
    imported = {
        canonicalize_name(distribution)
        for module in modules()
        for name, _ in module.imports()
        if (top := name.split(".")[0]) not in own and top not in sys.stdlib_module_names
        for distribution in from_where.get(top, [f"{top} (not installed)"])[:1]
    }
    needed = {canonicalize_name(requirement.name) for requirement in requirements()}
    optional = {canonicalize_name(requirement.name) for requirement in requirements("parquet")} - needed
    assert imported <= needed | optional, f"imported, not declared: {sorted(imported - needed - optional)}"
    assert needed <= imported, f"declared, not used: {sorted(needed - imported)}"


def test_the_wheel_carries_every_file_that_the_code_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = pytest.importorskip("hatchling.build", reason="hatchling is not installed")
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        carried = set(wheel.namelist())
    there = {
        path.relative_to(CORE.parent).as_posix()
        for path in CORE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "mingbai/py.typed" in there
    assert there <= carried, sorted(there - carried)
