"""Files that come at the same time."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection

from mingbai_web.files import services
from mingbai_web.files.models import File
from mingbai_web.files.vault import vault
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from tests.web.parties.making import NOW, seat


@pytest.mark.usefixtures("committed")
def test_eight_uploads_of_the_same_file_at_once_are_one_file() -> None:
    case = Subject("thing", uuid4())
    examined = services.receive(b"the same", name="x", purpose="attachment", by=seat(), now=NOW)
    before = {path for path in vault().root.rglob("*") if path.is_file()}

    def one(_: int) -> UUID:
        try:
            return services.store_examined(examined, subject=case, by=seat(), now=NOW).id
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(8) as pool:
            ids = set(pool.map(one, range(8)))
        assert len(ids) == 1
        assert (File.objects.count(), Entry.objects.filter(subject_kind="file").count()) == (1, 1)
        assert len({path for path in vault().root.rglob("*") if path.is_file()} - before) == 1
    finally:
        File.objects.all().delete()
