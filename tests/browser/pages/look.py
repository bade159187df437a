"""The pages of the look."""

from tests.browser.places import Place, Prepared

ENGLISH = {"django_language": "en"}
PAGES = (
    Place("the components in the public frame", "/components/"),
    Place("the components in the office", "/components/office/"),
    Place("the components in English", prepare=lambda: Prepared("/components/office/", ENGLISH)),
    Place("no such page", "/nowhere/", status=404),
    Place("no such page of the office", "/office/nowhere/", status=404),
)
