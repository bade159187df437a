"""SQLite refuses too what would push a row out by putting another in its place."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.accounts import triggers


def renewed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers as they are now."""
    triggers.renew(editor)


class Migration(migrations.Migration):
    """After the tables and their first triggers."""

    dependencies = [("accounts", "0003_telephones")]
    operations = [migrations.RunPython(renewed, migrations.RunPython.noop)]
