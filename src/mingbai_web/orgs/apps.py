"""The app."""

from django.apps import AppConfig

__all__ = ["OrgsConfig"]


class OrgsConfig(AppConfig):
    """Bodies and units."""

    name = "mingbai_web.orgs"
    label = "orgs"
    verbose_name = "机构"
