"""The app."""

from django.apps import AppConfig

__all__ = ["PapersConfig"]


class PapersConfig(AppConfig):
    """Papers."""

    name = "mingbai_web.papers"
    label = "papers"
    verbose_name = "文书"
