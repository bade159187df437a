"""The notices that come with Mingbai: one file a year in `notices/`, read when they are first asked for."""

from mingbai.statutes.files import text_of
from mingbai.workdays.notice import Notice
from mingbai.workdays.year_file import parse_year

__all__ = ["FIRST_YEAR", "notices_of", "shipped"]

FIRST_YEAR = 2007


def notices_of(year: int) -> tuple[Notice, ...]:
    """Return the notices for *year* that come with Mingbai, the first one first; none where there is no file."""
    name = f"{year}.toml"
    try:
        text = text_of("mingbai.workdays", f"notices/{name}")
    except FileNotFoundError:
        return ()
    return parse_year(text, name).notices


def shipped() -> tuple[Notice, ...]:
    """Return every notice that comes with Mingbai, in order."""
    found: list[Notice] = []
    year = FIRST_YEAR
    while notices := notices_of(year):
        found += notices
        year += 1
    return tuple(found)
