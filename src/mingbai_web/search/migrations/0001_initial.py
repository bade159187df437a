"""The tables of documents, and the indexes over them."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.search import index


def make_indexes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database keep the indexes."""
    for statement in index.create(editor.connection.vendor):
        editor.execute(statement)


def drop_indexes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `make_indexes`."""
    for statement in index.drop(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OfficeDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.UUIDField(db_index=True)),
                ("projection", models.CharField(max_length=40)),
                ("rules", models.CharField(blank=True, max_length=16)),
                ("kind", models.CharField(max_length=20)),
                ("body", models.UUIDField()),
                ("day", models.DateField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("address", models.CharField(max_length=60)),
                ("said", models.TextField()),
                ("tokens", models.TextField()),
                ("seat", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "body", "day"], name="office_document_by_day")],
            },
        ),
        migrations.CreateModel(
            name="PublicDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.UUIDField(db_index=True)),
                ("projection", models.CharField(max_length=40)),
                ("rules", models.CharField(blank=True, max_length=16)),
                ("kind", models.CharField(max_length=20)),
                ("body", models.UUIDField()),
                ("day", models.DateField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("address", models.CharField(max_length=60)),
                ("said", models.TextField()),
                ("tokens", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "day"], name="public_document_by_day")],
            },
        ),
        migrations.RunPython(make_indexes, drop_indexes),
    ]
