"""The app."""

from django.apps import AppConfig

__all__ = ["TrackingConfig"]


class TrackingConfig(AppConfig):
    """What the public may see."""

    name = "mingbai_web.tracking"
    label = "tracking"
    verbose_name = "进度查询"
