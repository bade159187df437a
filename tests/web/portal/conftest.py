"""A fictional district to apply to."""

from uuid import UUID

import pytest

from tests.web.qinghe import founded


@pytest.fixture
def qinghe(db: None) -> UUID:
    """The government of the district, with its guide."""
    return founded()
