"""The app of search: declares that papers are found. What stands above it declares its own kinds."""

from django.apps import AppConfig

__all__ = ["SearchConfig"]


class SearchConfig(AppConfig):
    """Search."""

    name = "mingbai_web.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Declare the documents of papers, which stand below and know nothing of being found."""
        from mingbai_web.jobs import proofs
        from mingbai_web.search import index, papers

        papers.declare()
        proofs.declare("search", index.faults, keys=False)
