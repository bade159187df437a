"""In which language the command speaks: as asked for, else as the machine is set, else Chinese."""

import os
from collections.abc import Sequence

__all__ = ["LANGUAGES", "language_of"]

LANGUAGES = ("zh", "en")


def language_of(arguments: Sequence[str]) -> str:
    """Return ``zh`` or ``en``; looked for before the arguments are parsed, so that mistakes in them are told in it."""
    asked = ""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else _of_the_machine()


def _of_the_machine() -> str:
    """Return the language of the locale; one that names no language leaves it at Chinese, which reports are in."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            name = value.partition(".")[0].lower()
            return "zh" if name.startswith("zh") or name in ("c", "posix") else "en"
    if os.name == "nt":
        import locale

        name = (locale.getlocale()[0] or "").lower()
        return "zh" if not name or name.startswith(("zh", "chinese")) else "en"
    return "zh"
