"""The table of files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = [
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("body", models.UUIDField(db_index=True)),
                ("of_kind", models.CharField(max_length=40)),
                ("of", models.UUIDField()),
                ("purpose", models.CharField(max_length=20)),
                ("type", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                ("screened", models.CharField(max_length=10)),
                ("stored_at", models.DateTimeField()),
                ("place", models.CharField(max_length=32, unique=True)),
                ("name", models.BinaryField()),
                ("same", models.CharField(max_length=64)),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="parties.party"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("of_kind", "of", "purpose", "same"), name="one_file_once_in_a_case"
                    )
                ],
            },
        ),
    ]
