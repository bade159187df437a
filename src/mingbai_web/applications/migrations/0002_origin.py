"""Which body registered an application, where another has taken it over since."""

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _registered_by(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("applications", "Application").objects.update(origin=models.F("body"))


class Migration(migrations.Migration):
    """After the first."""

    dependencies = [("applications", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("application", "one_application_a_number"),
        migrations.AddField("application", "origin", models.UUIDField(default=uuid.UUID(int=0)), False),
        migrations.RunPython(_registered_by, migrations.RunPython.noop),
        migrations.AddConstraint(
            "application",
            models.UniqueConstraint(fields=("origin", "number"), name="one_application_a_number"),
        ),
    ]
