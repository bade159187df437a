"""The tables of entries and seals, and the triggers that keep them as they are."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.ledger import triggers


def make_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database refuse changes."""
    for statement in triggers.create(editor.connection.vendor):
        editor.execute(statement)


def drop_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `make_triggers`."""
    for statement in triggers.drop(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed_on", models.DateField(unique=True)),
                ("sealed_at", models.DateTimeField()),
                ("entries", models.PositiveBigIntegerField()),
                ("last_entry", models.PositiveBigIntegerField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("algorithm", models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.UUIDField()),
                ("ordinal", models.PositiveIntegerField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("algorithm", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField()),
                ("facts", models.TextField()),
                ("happened", models.DateField()),
                ("effective", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("person", models.CharField(max_length=80)),
                ("seat", models.CharField(max_length=80)),
                ("body", models.CharField(max_length=80)),
                ("on_behalf_of", models.CharField(blank=True, max_length=80)),
                ("source", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=80, null=True, unique=True)),
            ],
            options={"indexes": [models.Index(fields=["kind", "effective"], name="entry_by_kind")]},
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "ordinal"), name="one_entry_an_ordinal"
            ),
        ),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
