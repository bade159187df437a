"""The app."""

from django.apps import AppConfig

__all__ = ["LookConfig"]


class LookConfig(AppConfig):
    """Look."""

    name = "mingbai_web.look"
    label = "look"
    verbose_name = "版式"
