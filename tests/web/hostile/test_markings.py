"""What bears a marking of secrecy is kept nowhere, through whatever field of whatever page it is pasted."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from mingbai_web.papers.models import Content
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.models import Party
from mingbai_web.parties.queries import opened
from tests.web.hostile.test_forms import TEXTS, found, sent
from tests.web.hostile.test_forms import _right as right
from tests.web.hostile.walking import NAMES, Field
from tests.web.hostile.world import World

PASTED = "机密★10年\n关于临水路选址的报告\n一、经研究，拟定三处。"
OPEN = ("sessions_", "django_", "intake_visit", "axes_")


def marked(field: Field, nth: int) -> Any:
    """Paste a marked paper into every text; leave the rest right, so that the act gets as far as it can."""
    return PASTED if field.kind in TEXTS else right(field)


def kept() -> Iterator[str]:
    """Yield every text that is kept, what is sealed opened."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(OPEN):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (each for each in row if isinstance(each, str))
    for party in Party.objects.filter(erased_on=None):
        yield opened(party).said().decode()
    vault = keys.store().secret(keys.Purpose.VAULT)
    for row in Content.objects.all():
        key = vault if row.party is None else keys.store().of(row.party)
        try:
            yield key.open(bytes(row.sealed), row.about).decode()
        except Unopened:
            continue


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_marked_paper_pasted_anywhere_is_kept_nowhere(name: str, world: World) -> None:
    for client, form in found(name, world):
        sent(client, form, marked)
    assert [each[:80] for each in kept() if "临水路选址" in each] == []
