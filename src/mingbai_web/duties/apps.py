"""The app. What falls due is written by the projections of other apps, each for its own subjects."""

from django.apps import AppConfig

__all__ = ["DutiesConfig"]


class DutiesConfig(AppConfig):
    """What falls due."""

    name = "mingbai_web.duties"
    label = "duties"
    verbose_name = "待办"

    def ready(self) -> None:
        """Declare the work of telling."""
        from mingbai_web.duties import work

        work.declare()
