"""The app of the ledger."""

from django.apps import AppConfig

__all__ = ["LedgerConfig"]


class LedgerConfig(AppConfig):
    """Acts on record."""

    name = "mingbai_web.ledger"
    label = "ledger"
    verbose_name = "台账"
