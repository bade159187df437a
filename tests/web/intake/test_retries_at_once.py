"""Two posts of one form at the same instant, each committed for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from mingbai_web.intake import services
from mingbai_web.intake.models import Submission
from tests.web.intake.applying import BODY, DETAILS, KEY, NOW


@pytest.fixture
def kept(committed: None) -> Iterator[None]:
    """What is committed for good, and removed afterwards."""
    yield
    Submission.objects.all().delete()


def test_posts_of_one_form_at_once_are_one_submission(kept: None) -> None:
    def post(_: int) -> services.Acknowledgement:
        try:
            return services.submit(details=DETAILS, files=(), body=BODY, key=KEY, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(post, range(12)))
    assert len({(each.number, each.code) for each in answers}) == 1
    assert sum(not each.again for each in answers) == 1
    assert Submission.objects.count() == 1
