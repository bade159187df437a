"""The tables of what falls due, who was told, and where seats read their mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.UUIDField(unique=True)),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("changed_by", models.CharField(max_length=80)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Duty",
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
                ("kind", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("body", models.UUIDField()),
                ("unit", models.UUIDField(null=True)),
                ("seat", models.UUIDField(null=True)),
                ("since", models.DateField()),
                ("due", models.DateField(null=True)),
                ("firm", models.BooleanField(default=True)),
                ("waits", models.BooleanField(default=False)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["body", "due"], name="duty_by_body"),
                    models.Index(fields=["seat", "due"], name="duty_by_seat"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.UUIDField()),
                ("about_kind", models.CharField(max_length=40)),
                ("about", models.UUIDField()),
                ("kind", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("due", models.DateField()),
                ("level", models.CharField(max_length=20)),
                ("told_on", models.DateField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["sent_at", "seat"], name="notice_to_send")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("about", "kind", "due", "level", "seat"), name="told_once"
                    )
                ],
            },
        ),
    ]
