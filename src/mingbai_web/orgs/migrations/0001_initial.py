"""The tables of bodies and units."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Guide",
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
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("working_body", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("hours", models.CharField(max_length=200)),
                ("telephone", models.CharField(max_length=60)),
                ("fax", models.CharField(blank=True, max_length=60)),
                ("post_address", models.CharField(blank=True, max_length=200)),
                ("post_code", models.CharField(blank=True, max_length=12)),
                ("online", models.CharField(blank=True, max_length=200)),
                ("email", models.CharField(blank=True, max_length=120)),
                ("classification", models.TextField(blank=True)),
                ("arrangement", models.TextField(blank=True)),
                ("obtaining", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Serving",
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
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Succession",
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
                ("since", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("into", models.TextField(blank=True)),
                ("matter", models.TextField(blank=True)),
                ("cases", models.UUIDField(null=True)),
                ("series", models.UUIDField(null=True)),
                ("balances", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Supervision",
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
                ("supervisor", models.UUIDField(db_index=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
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
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("name", models.CharField(max_length=120)),
                ("has_accounts", models.BooleanField()),
                ("telephone", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("position", models.IntegerField(default=0)),
                ("ended", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("name", models.CharField(max_length=120)),
                ("short", models.CharField(blank=True, max_length=60)),
                ("code", models.CharField(blank=True, max_length=18)),
                ("mark", models.CharField(blank=True, max_length=40)),
                ("letterhead", models.CharField(blank=True, max_length=160)),
                ("level", models.CharField(max_length=20)),
                ("makes_rules", models.BooleanField(default=False)),
                ("position", models.IntegerField(default=0)),
                ("reports_to", models.UUIDField(null=True)),
                ("ended", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "indexes": [models.Index(fields=["since", "until"], name="body_by_day")],
            },
        ),
    ]
