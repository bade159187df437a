"""Seats as their acts leave them, what persons had as passwords, and the two logs with the triggers that keep them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingbai_web.accounts import triggers


def make_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database refuse changes."""
    for statement in triggers.create(editor.connection.vendor):
        editor.execute(statement)


def drop_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `make_triggers`."""
    for statement in triggers.drop(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    """The second."""

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeputyRow",
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
                ("deputy", models.UUIDField(db_index=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HandOverRow",
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
                ("to", models.UUIDField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("what_kind", models.CharField(max_length=40)),
                ("what_id", models.UUIDField(db_index=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HoldingRow",
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
                ("person", models.CharField(db_index=True, max_length=40)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Read",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("person", models.CharField(max_length=40)),
                ("seat", models.UUIDField()),
                ("deputy_for", models.UUIDField(null=True)),
                ("party", models.UUIDField(db_index=True)),
                ("reason", models.CharField(max_length=200)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SeatRow",
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
                ("name", models.CharField(max_length=80)),
                ("role", models.CharField(max_length=30)),
                ("unit", models.UUIDField(null=True)),
                ("bodies", models.TextField(blank=True)),
                ("last", models.DateField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FormerPassword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128)),
                ("until", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("person", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(max_length=45)),
                ("event", models.CharField(max_length=20)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["address", "at"], name="sign_in_by_address")],
            },
        ),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
