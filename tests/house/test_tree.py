"""The house rules that hold for every file and every module of the core."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import CORE, ROOT, files, modules, pyproject, text_of

LONGEST = 400
LONGER: dict[str, str] = {}  # module: why it is still one idea

DRAWERS = {"utils", "util", "common", "manager", "managers", "data", "info", "helpers", "misc"}
LAW_AS_DATA = {CORE / "statutes" / "data"}  # a folder of instruments, not a module

MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root|tmp)(?:/|\b)|[A-Z]:\\Users\\")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|index-url")

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
TAKES_ADDRESSES_APART = "urllib.parse."


def places(found: list[str]) -> str:
    return "\n" + "\n".join(found)


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in files():
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            if MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, places(found)


def test_no_file_names_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        if (match := REGISTRY.search(text_of(path) or "")) and path != Path(__file__)
    ]
    assert not found, places(found)


def test_the_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-bench.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in lock, name
        pins = re.findall(r"^[a-z0-9-]+==", lock, re.MULTILINE)
        assert pins, name
        assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", lock)) >= len(pins), name


def test_every_module_opens_by_saying_what_it_knows() -> None:
    found = [module.at(1) for module in modules() if not ast.get_docstring(module.tree)]
    assert not found, places(found)


def test_no_module_is_named_after_a_drawer() -> None:
    named = [module.path for module in modules()] + [p for p in CORE.rglob("*") if p.is_dir()]
    found = [
        str(path.relative_to(ROOT)) for path in named if path.stem in DRAWERS and path not in LAW_AS_DATA
    ]
    assert not found, places(found)


def test_no_module_is_too_long_to_be_one_idea() -> None:
    found = [
        f"{module.name}: {module.lines} lines"
        for module in modules()
        if module.lines > LONGEST and module.name not in LONGER
    ]
    assert not found, places(found)


def test_only_modules_that_are_too_long_are_excused_for_it() -> None:
    assert set(LONGER) <= {module.name for module in modules() if module.lines > LONGEST}


def test_nothing_is_decided_by_an_assert() -> None:
    found = [m.at(n.lineno) for m in modules() for n in ast.walk(m.tree) if isinstance(n, ast.Assert)]
    assert not found, places(found)


def test_no_except_catches_everything_without_naming_it() -> None:
    found = [
        module.at(node.lineno)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "BaseException"))
    ]
    assert not found, places(found)


def test_imports_are_absolute_and_name_what_they_take() -> None:
    found = [
        module.at(node.lineno)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.level or node.names[0].name == "*")
    ]
    assert not found, places(found)


def test_the_core_imports_nothing_that_reaches_the_network() -> None:
    found = [
        f"{module.at(line)}: {name}"
        for module in modules()
        for name, line in module.imports()
        if name.split(".")[0] in NETWORK and not f"{name}.".startswith(TAKES_ADDRESSES_APART)
    ]
    assert not found, places(found)


def test_only_the_command_prints() -> None:
    found = [
        module.at(node.lineno)
        for module in modules()
        if module.name.split(".")[:2] != ["mingbai", "cli"]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not found, places(found)


@pytest.mark.parametrize(
    "asked", ["date.today", "datetime.now", "datetime.utcnow", "os.environ", "os.getenv"]
)
def test_only_the_command_asks_the_clock_or_the_environment(asked: str) -> None:
    found = [
        module.at(node.lineno)
        for module in modules()
        if module.name.split(".")[:2] != ["mingbai", "cli"]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(asked)
    ]
    assert not found, places(found)


def test_the_import_contract_names_the_modules_that_exist() -> None:
    contract = next(c for c in pyproject()["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    needed, later = set(), set()
    for layer in contract["layers"]:
        for name in (part.strip() for part in layer.split("|")):
            (later if name.startswith("(") else needed).add(name.strip("()"))
    there = {m.name.split(".")[1] for m in modules() if m.name.count(".") >= 1}
    assert needed <= there, f"in the contract, not in the tree: {sorted(needed - there)}"
    assert not later & there, f"these exist now; take their brackets away: {sorted(later & there)}"
    assert there <= needed, f"in the tree, in no layer: {sorted(there - needed)}"


def test_the_name_of_every_test_is_a_sentence() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files()
        if path.is_relative_to(ROOT / "tests") and path.name.startswith("test_") and path.suffix == ".py"
        for name in re.findall(r"^\s*def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if name.count("_") < 3
    ]
    assert not found, places(found)
