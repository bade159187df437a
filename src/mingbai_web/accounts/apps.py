"""The app."""

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Persons and seats."""

    name = "mingbai_web.accounts"
    label = "accounts"
    verbose_name = "岗位"
