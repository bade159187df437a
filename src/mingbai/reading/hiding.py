"""What an inline style or an attribute does to whether a reader sees the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Look", "attribute_trick", "colour", "look", "written_links"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says that matters here: a trick that hides, or what undoes an outer one."""

    how: str | None = None
    shows: frozenset[str] = frozenset()
    colour: str | None = None
    background: str | None = None
    keeps_space: bool = False


_MATTERS = re.compile(
    r"display|visib|opacity|indent|size|left|top|right|bottom|margin|height|width|colou?r|background|clip|white-space|font",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(-?\d{1,9}(?:\.\d{0,9})?|-?\.\d{1,9})\s*(px|pt|em|rem|%|in|cm)?", re.IGNORECASE)
_PIXELS = {"pt": 4 / 3, "em": 16.0, "rem": 16.0, "in": 96.0, "cm": 38.0}
_FONT = re.compile(r"(?<![\d.])(\d{1,6}(?:\.\d{1,4})?)(px|pt)(?:\s*/|\s|$)", re.IGNORECASE)
_NAMED = {
    "white": "#ffffff", "black": "#000000", "red": "#ff0000", "blue": "#0000ff", "green": "#008000",
    "yellow": "#ffff00", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "navy": "#000080",
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*([\d.]+)\s*)?\)")
_PAINTED = "?"  # by a picture, or by something that cannot be told from here


@lru_cache(maxsize=4096)
def look(style: str) -> Look | None:
    """Return what *style* changes about being seen, None where it changes nothing."""
    if not _MATTERS.search(style):
        return None
    said: dict[str, str] = {}
    for declaration in style[:4000].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            said[name.strip()] = value.replace("!important", "").strip()
    background = said.get("background-color") or said.get("background")
    shows = set()
    size = _font_size(said)
    if size is not None and size > 2:
        shows.add("tiny")
    if said.get("visibility") == "visible":
        shows.add("visibility")
    found = Look(
        _trick(said, size),
        frozenset(shows),
        colour(said.get("color")),
        _paint(background) if background else None,
        said.get("white-space", "").startswith(("pre", "break-spaces")) and said["white-space"] != "pre-line",
    )
    return None if found == Look() else found


def _trick(said: Mapping[str, str], size: float | None) -> str | None:
    """Name the way in which the declarations hide their element."""
    if said.get("display", "").startswith("none"):
        return "display-none"
    if said.get("visibility", "").startswith(("hidden", "collapse")):
        return "visibility"
    opacity = _length(said.get("opacity"))
    if (opacity is not None and opacity <= 0.01) or "opacity=0)" in said.get("filter", "").replace(" ", ""):
        return "transparent"
    if size is not None and size <= 2:
        return "tiny"
    indent = _length(said.get("text-indent"))
    if indent is not None and indent <= -999:
        return "off-screen"
    placed = ("left", "top", "right", "bottom") if said.get("position") in ("absolute", "fixed") else ()
    for side in (*placed, "margin-left", "margin-top"):
        length = _length(said.get(side))
        if length is not None and length <= -500:
            return "off-screen"
    if said.get("overflow", "").startswith("hidden"):
        for side in ("height", "width", "max-height", "max-width"):
            length = _length(said.get(side))
            if length is not None and length <= 1:
                return "zero-height"
    if said.get("clip", "").replace(" ", "").replace("px", "") in ("rect(0,0,0,0)", "rect(1,1,1,1)"):
        return "off-screen"
    return None


def _font_size(said: Mapping[str, str]) -> float | None:
    if "font-size" in said:
        return _length(said["font-size"])
    found = _FONT.search(said.get("font", ""))
    return float(found[1]) if found else None


def _length(value: str | None) -> float | None:
    """Return a length in pixels, or a bare number; None for a share of something unknown."""
    found = _NUMBER.match(value) if value else None
    if found is None or found[2] == "%":
        return None
    return float(found[1]) * _PIXELS.get(found[2] or "px", 1.0)


def colour(value: str | None) -> str | None:
    """Return a colour as ``#rrggbb``; None for one that says nothing."""
    if not value:
        return None
    value = value.strip().lower()
    if value in _NAMED:
        return _NAMED[value]
    found = _HEX.fullmatch(value)
    if found:
        digits = found[1]
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    found = _RGB.fullmatch(value)
    if found and found[4] not in ("0", "0.0"):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.group(1, 2, 3))
    return None


def _paint(value: str) -> str | None:
    if "url(" in value or "gradient" in value:
        return _PAINTED
    if value in ("transparent", "none", "inherit", "initial"):
        return None
    for word in re.split(r"\s+(?![^(]*\))", value):
        found = colour(word)
        if found:
            return found
    return _PAINTED


def attribute_trick(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Name the way in which attributes alone hide an element."""
    if "hidden" in attributes:
        return "display-none"
    if tag in ("marquee", "iframe", "object", "embed"):
        for side in ("height", "width"):
            length = _length(attributes.get(side))
            if length is not None and length <= 2:
                return "zero-height"
    return None


_WRITES = re.compile(r"document\.write(?:ln)?\s*\(")
_HREF = re.compile(r"""href\s*=\s*\\?["']?([^"'\\\s>]{1,2000})[^>]{0,500}>([^<]{0,200})""", re.IGNORECASE)


def written_links(script: str) -> tuple[tuple[str, ...], str]:
    """Return where the links lead that *script* writes into the page, and their words."""
    if not _WRITES.search(script):
        return (), ""
    links = _HREF.findall(script[:200_000])
    return tuple(target for target, _ in links), " ".join(words.strip() for _, words in links).strip()
