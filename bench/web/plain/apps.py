"""The app with one table."""

from django.apps import AppConfig

__all__ = ["PlainConfig"]


class PlainConfig(AppConfig):
    """One table, made by the benchmark."""

    name = "bench.web.plain"
    label = "plain"
    default_auto_field = "django.db.models.BigAutoField"
