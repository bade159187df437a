"""The app: what is entered on choices and calendars is declared when it is ready."""

from django.apps import AppConfig

__all__ = ["RulesConfig"]


class RulesConfig(AppConfig):
    """Choices and calendars."""

    name = "mingbai_web.rules"
    label = "rules"
    verbose_name = "规则"

    def ready(self) -> None:
        """Declare the acts, and the work that follows from them."""
        from mingbai_web.ledger import schemas
        from mingbai_web.rules import work

        schemas.declare("mingbai_web.rules")
        work.declare()
