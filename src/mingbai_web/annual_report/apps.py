"""The app of the annual report."""

from django.apps import AppConfig

__all__ = ["AnnualReportConfig"]


class AnnualReportConfig(AppConfig):
    """Tables of the annual report."""

    name = "mingbai_web.annual_report"
    label = "annual_report"
    verbose_name = "年度报告"
