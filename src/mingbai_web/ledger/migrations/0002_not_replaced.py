"""SQLite refuses too what would push a row out by putting another in its place."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.ledger import triggers


def made_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers as they are now, where an earlier version made fewer."""
    vendor = editor.connection.vendor
    for statement in triggers.drop(vendor):
        if vendor == "sqlite":
            editor.execute(statement.replace("DROP TRIGGER", "DROP TRIGGER IF EXISTS"))
    for statement in triggers.create(vendor):
        if vendor == "sqlite":
            editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables and their first triggers."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(made_anew, migrations.RunPython.noop)]
