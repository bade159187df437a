"""The app of files."""

from django.apps import AppConfig

from mingbai_web.ledger import schemas

__all__ = ["FilesConfig"]


class FilesConfig(AppConfig):
    """Scans, attachments, letters."""

    name = "mingbai_web.files"
    label = "files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Declare the acts on files."""
        schemas.declare("mingbai_web.files")
