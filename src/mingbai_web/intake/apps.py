"""The app."""

from django.apps import AppConfig

__all__ = ["IntakeConfig"]


class IntakeConfig(AppConfig):
    """What the public sends in."""

    name = "mingbai_web.intake"
    label = "intake"
    verbose_name = "在线提交"
