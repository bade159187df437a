"""The app of files."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.apps import AppConfig

from mingbai.text.words import Words
from mingbai_web.jobs import works
from mingbai_web.ledger import schemas

__all__ = ["FilesConfig"]


class FilesConfig(AppConfig):
    """Scans, attachments, letters."""

    name = "mingbai_web.files"
    label = "files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Declare the acts on files, and what is done every day."""
        from mingbai_web.files import proof  # which needs the models, as what follows
        from mingbai_web.jobs import proofs

        schemas.declare("mingbai_web.files")
        proofs.declare("files", proof.verify, keys=True)
        works.declare(
            works.Work("files.sweep", Words("清理文件库", "tidying the vault"), _sweep, whole=False)
        )
        works.schedule(works.Schedule("files.sweep", "files.sweep", time(3, 20)))


def _sweep(facts: Mapping[str, Any], now: datetime) -> None:
    from mingbai_web.files import services  # which needs the models

    services.sweep()
