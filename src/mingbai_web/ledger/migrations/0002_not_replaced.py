"""SQLite refuses too what would push a row out by putting another in its place."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.ledger.triggers import LEDGER


def renewed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers as they are now."""
    LEDGER.renew(editor)


class Migration(migrations.Migration):
    """After the tables and their first triggers."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(renewed, migrations.RunPython.noop)]
