"""The data files that stand beside the code, read when first asked for."""

from typing import Any

__all__ = ["packaged", "text_of"]


def packaged(package: str, name: str) -> dict[str, Any]:
    """Return what the TOML file *name* in *package* holds."""
    import tomllib  # what only a first answer needs is not part of an import

    return tomllib.loads(text_of(package, name))


def text_of(package: str, name: str) -> str:
    """Return the text of the file *name* in *package*. Raises `FileNotFoundError` where there is none."""
    import pkgutil  # a third of what importlib.resources takes to import

    return (pkgutil.get_data(package, name) or b"").decode()
