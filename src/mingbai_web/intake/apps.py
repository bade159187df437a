"""The app."""

from django.apps import AppConfig

__all__ = ["IntakeConfig"]


class IntakeConfig(AppConfig):
    """What the public sends in."""

    name = "mingbai_web.intake"
    label = "intake"
    verbose_name = "在线提交"

    def ready(self) -> None:
        """Declare what is done every night."""
        from mingbai_web.intake import work

        work.declare()
