"""The app."""

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Persons and seats."""

    name = "mingbai_web.accounts"
    label = "accounts"
    verbose_name = "岗位"

    def ready(self) -> None:
        """Declare the acts on seats and persons, and the rows that follow from those on seats."""
        from mingbai_web.accounts import queries
        from mingbai_web.accounts.seats import PROJECTION
        from mingbai_web.ledger import projections, schemas
        from mingbai_web.look import acting

        schemas.declare("mingbai_web.accounts")
        projections.declare(PROJECTION)
        acting.declare_names(queries.names)
