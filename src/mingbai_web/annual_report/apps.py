"""The app of the annual report."""

from django.apps import AppConfig

__all__ = ["AnnualReportConfig"]


class AnnualReportConfig(AppConfig):
    """Tables of the annual report, and registers taken in and given out."""

    name = "mingbai_web.annual_report"
    label = "annual_report"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Declare the acts on imports and profiles, and the tables that follow from them."""
        from mingbai_web.annual_report import projection
        from mingbai_web.ledger import schemas

        schemas.declare("mingbai_web.annual_report")
        projection.declare()
