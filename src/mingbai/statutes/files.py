"""The data files that stand beside the code, read when first asked for."""

from collections.abc import Iterator
from typing import Any

__all__ = ["packaged", "texts"]


def packaged(package: str, name: str) -> dict[str, Any]:
    """Return what the TOML file *name* in *package* holds."""
    import tomllib  # with importlib.resources, a fifth of what importing the law would cost
    from importlib import resources

    return tomllib.loads(resources.files(package).joinpath(name).read_text("utf-8"))


def texts(package: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each TOML file in *folder* of *package*, by name."""
    from importlib import resources

    files = [
        file for file in resources.files(package).joinpath(folder).iterdir() if file.name.endswith(".toml")
    ]
    for file in sorted(files, key=lambda file: file.name):
        yield file.name, file.read_text("utf-8")
