"""Compiles the English of the pages when the package is built; .mo files are not in git."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["CompileMessages"]


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the .mo files beside their .po before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is older than its source."""
        sys.path.insert(0, str(Path(self.root) / "scripts"))
        try:
            import messages
        finally:
            sys.path.pop(0)
        messages.compile_stale()
