"""The pages of figures: the table, a figure's cases, the register out and in, opening balances."""

from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.models import Import
from tests.browser.places import Place, Prepared, signed_in
from tests.web import desks
from tests.web.annual_report.registers import HEAD, ROWS, workbook
from tests.web.applications.office import Office

ROOT = "/office/figures/"
YEAR = "year=2025&known=2026-06-01"


def figures(address: str, *, role: Role = Role.COMPILER) -> Callable[[], Prepared]:
    """Return how *address* is met in an office with two cases of 2025."""

    def prepared() -> Prepared:
        office = Office.made()
        office.received(date(2025, 3, 3))
        office.received(date(2025, 12, 22), applicant="company")
        return Prepared(ROOT + address, signed_in(desks.signed_in(role, office.body)))

    return prepared


def tried() -> Prepared:
    """Return the page of a register that was uploaded, with a word to be told and a day that is none."""
    office = Office.made()
    client = desks.signed_in(Role.COMPILER, office.body)
    rows = [HEAD, *ROWS, [*ROWS[0][:7], "不予公开", "", ""], [1, "3.4", *ROWS[1][2:]], ["合计", 6]]
    file = SimpleUploadedFile("台账.xlsx", workbook(rows))
    place = client.post(f"{ROOT}import/", {"body": str(office.body), "file": file})["Location"]
    return Prepared(place, signed_in(client))


def taken_in(address: str) -> Callable[[], Prepared]:
    """Return how *address* is met once a register is in; `{made}` is its import."""

    def prepared() -> Prepared:
        office = Office.made()
        client = desks.signed_in(Role.COMPILER, office.body)
        file = SimpleUploadedFile("台账.xlsx", workbook([HEAD, *ROWS]))
        place = client.post(f"{ROOT}import/", {"body": str(office.body), "file": file})["Location"]
        client.post(place, {"do": "import"})
        return Prepared(ROOT + address.format(made=Import.objects.get().subject), signed_in(client))

    return prepared


PAGES = (
    Place("the table of a year", prepare=figures(f"?{YEAR}")),
    Place("a period that is no period", prepare=figures(f"?{YEAR}&part=days"), status=422),
    Place("the cases of a figure", prepare=figures(f"cases/?{YEAR}&row=new&column=total")),
    Place("a figure without cases", prepare=figures(f"cases/?{YEAR}&row=granted&column=total")),
    Place("what of the register goes out", prepare=figures(f"register/?{YEAR}", role=Role.REGISTRAR)),
    Place("a register is taken in", prepare=figures("import/")),
    Place("a register that is tried", prepare=tried),
    Place("what was taken in", prepare=taken_in("import/")),
    Place("an import is undone", prepare=taken_in("import/{made}/undo/")),
    Place("opening balances are compared", prepare=figures("opening/")),
)
