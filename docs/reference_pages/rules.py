"""How a rule of the law is told on a page: its value with the unit, its ground, and the remark beside it in its file."""

import re
from collections.abc import Iterator
from importlib import resources

from mingbai.statutes import CONFIRMED, Ground, Parameter, Value, Version, shipped
from mingbai.statutes.law import parse_parameters
from reference_pages.markdown import code

__all__ = ["article", "parameters_by_file", "remarks", "sections", "status", "value"]

UNITS = {
    "workday": "working day",
    "day": "calendar day",
    "month": "month",
    "year": "year",
    "hour": "clock hour",
    "times": "time",
}
_DATA = resources.files("mingbai.statutes").joinpath("data")


def value(parameter: Parameter, given: Value | None) -> str:
    """Return a value with its unit, as a reader says it."""
    if given is None:
        return "no rule from then on"
    if isinstance(given, int):
        unit = UNITS[parameter.unit]
        return "once" if (given, unit) == (1, "time") else f"{given} {unit}{'' if given == 1 else 's'}"
    if parameter.unit == "scale":
        return "; ".join(_band(band) for band in given if isinstance(band, tuple))
    if isinstance(given, tuple):
        return ", ".join(code(str(each)) for each in given) or "none"
    return given if parameter.unit == "month-day" else code(given)


def _band(band: tuple[object, ...]) -> str:
    upto, price = band
    return f"{'beyond' if upto == 0 else f'to the {upto}th'}: {price} yuan"


def article(ground: Ground) -> str:
    """Return the instrument and the article, without the mark, which has a column of its own."""
    return f"{ground.instrument.name.zh}{ground.article}"


def status(given: str) -> str:
    """Return ``confirmed`` in words, and the mark as it is."""
    return "confirmed" if given == CONFIRMED else f"**{given}**"


def parameters_by_file() -> dict[str, list[Parameter]]:
    """Return the parameters as the files hold them, by the name of the file without its ending."""
    law = shipped()
    made = {}
    for file in sorted(_DATA.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name != "instruments.toml":
            read = parse_parameters(file.read_text("utf-8"), file.name, law.instruments)
            made[file.name.removesuffix(".toml")] = list(read)
    return made


def remarks() -> dict[str, str]:
    """Return what the files remark on a parameter: the comment that stands right above its key."""
    found = {}
    for file in _DATA.iterdir():
        if file.name.endswith(".toml"):
            for comment, key in re.findall(
                r"((?:^#.*\n)+)\[([\w-]+)\]$", file.read_text("utf-8"), re.MULTILINE
            ):
                found[key] = "".join(line.lstrip("# ") for line in comment.splitlines())
    return found


def sections(file: str) -> str:
    """Return what a file says of itself in its first line."""
    first = _DATA.joinpath(f"{file}.toml").read_text("utf-8").splitlines()[0]
    return first.lstrip("# ")


def versions(parameter: Parameter) -> Iterator[Version]:
    """Yield the versions, the one in force first."""
    yield from reversed(parameter.versions)
