"""The pages of the look."""

from tests.browser.places import Place

PAGES = (
    Place("the components in the public frame", "/components/"),
    Place("the components in the office", "/components/office/"),
    Place("no such page", "/nowhere/", status=404),
    Place("no such page of the office", "/office/nowhere/", status=404),
)
