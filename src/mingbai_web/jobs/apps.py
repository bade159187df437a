"""The app of jobs."""

from django.apps import AppConfig

__all__ = ["JobsConfig"]


class JobsConfig(AppConfig):
    """Background work."""

    name = "mingbai_web.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        """Declare the daily seal and verifying, which are work of the ledger that the ledger below cannot ask for itself."""
        from mingbai_web.jobs import proofs, seals

        seals.declare()
        proofs.prepare()
