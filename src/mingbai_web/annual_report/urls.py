"""The addresses of figures."""

from django.urls import path

from mingbai_web.annual_report.views import imports, registers, tables

__all__ = ["app_name", "urlpatterns"]

app_name = "annual_report"
urlpatterns = [
    path("", tables.table_page, name="table"),
    path("cases/", tables.figure_cases, name="cases"),
    path("table.<str:to>", tables.table_file, name="table_file"),
    path("register/", registers.register, name="register"),
    path("import/", imports.imports, name="imports"),
    path("import/<uuid:id>/", imports.importing, name="importing"),
    path("import/<uuid:id>/faults.xlsx", imports.faults, name="faults"),
    path("import/<uuid:id>/undo/", imports.undo, name="undo"),
    path("opening/", imports.compare, name="compare"),
]
