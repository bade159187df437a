"""The app of parties."""

from django.apps import AppConfig

from mingbai_web.ledger import schemas

__all__ = ["PartiesConfig"]


class PartiesConfig(AppConfig):
    """Applicants, third parties and what is known of them."""

    name = "mingbai_web.parties"
    label = "parties"
    verbose_name = "当事人"

    def ready(self) -> None:
        """Declare the acts on parties."""
        schemas.declare("mingbai_web.parties")
