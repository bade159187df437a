"""Every page that an app lists, walked as people meet it: phone, desk, dark, enlarged, by keyboard."""

from typing import Any

import pytest

from tests.browser.places import Place, places
from tests.browser.walk import walk


@pytest.mark.parametrize("place", places(), ids=lambda place: place.name)
def test_a_page_is_whole_at_every_width_and_clean_to_axe(place: Place, browser: Any, site: str) -> None:
    faults = walk(browser, site, place.ready(), status=place.status)
    assert not faults, "\n" + "\n".join(faults)
