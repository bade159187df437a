"""The tables of papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
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
                ("body", models.UUIDField(db_index=True)),
                ("paper", models.CharField(blank=True, max_length=40)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("document", models.CharField(blank=True, max_length=120)),
                ("outcomes", models.TextField(blank=True)),
                ("steps", models.TextField()),
                ("ordinal", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("paper", models.UUIDField(db_index=True)),
                ("party", models.UUIDField(db_index=True, null=True)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
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
                ("step", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("what", models.CharField(max_length=20)),
                ("role", models.CharField(blank=True, max_length=40)),
                ("seat", models.UUIDField(null=True)),
                ("body", models.UUIDField(db_index=True)),
                ("since", models.DateField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaperRow",
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
                ("about_kind", models.CharField(max_length=40)),
                ("about", models.UUIDField(db_index=True)),
                ("kind", models.CharField(max_length=40)),
                ("body", models.UUIDField(db_index=True)),
                ("state", models.CharField(max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(blank=True, max_length=60)),
                ("drafter_seat", models.CharField(max_length=80)),
                ("drafted_on", models.DateField()),
                ("number", models.CharField(blank=True, max_length=80)),
                ("signed_on", models.DateField(null=True)),
                ("route", models.CharField(blank=True, max_length=20)),
                ("dispatched_on", models.DateField(null=True)),
                ("served_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("body", "number"),
                        name="a_number_once_a_body",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                ("body", models.UUIDField()),
                ("series", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("mark", models.CharField(max_length=40)),
                ("counted", models.BooleanField()),
                ("last", models.PositiveIntegerField()),
                ("voids", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "series", "year"), name="a_series_once_a_body_and_year"
                    )
                ],
            },
        ),
    ]
