"""The app of papers: declares its acts and its projections."""

from django.apps import AppConfig

__all__ = ["PapersConfig"]


class PapersConfig(AppConfig):
    """Letters, numbers, approvals, dispatch."""

    name = "mingbai_web.papers"
    label = "papers"
    verbose_name = "文书"

    def ready(self) -> None:
        """Declare the acts on papers, chains and series, and the tables that follow from them."""
        from mingbai_web.ledger import schemas
        from mingbai_web.papers import history

        schemas.declare("mingbai_web.papers")
        history.declare()
