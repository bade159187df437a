"""Scans of what was signed or stamped on paper: handed to the vault of files, under the key of the paper's party."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from mingbai.errors import Refused
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.papers.queries import PaperSheet

__all__ = ["keep"]


def keep(data: BinaryIO, *, name: str, sheet: PaperSheet, by: Viewer, now: datetime) -> UUID:
    """Keep a scan of the paper and return the id of its file. Raises what the vault refuses it for."""
    raise Refused("还不能存放扫描件：文件库没有启用", "scans cannot be kept yet: there is no vault of files")
