"""The app."""

from django.apps import AppConfig

__all__ = ["PortalConfig"]


class PortalConfig(AppConfig):
    """The public front."""

    name = "mingbai_web.portal"
    label = "portal"
    verbose_name = "门户"
