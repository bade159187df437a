"""Telephones that show the second factor, their keys sealed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """After seats."""

    dependencies = [("accounts", "0002_seats")]

    operations = [
        migrations.CreateModel(
            name="Telephone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed", models.BooleanField(default=False)),
                ("sealed", models.BinaryField()),
                ("drift", models.SmallIntegerField(default=0)),
                ("last", models.BigIntegerField(default=-1)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="telephones",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "confirmed"), name="one_telephone")
                ],
            },
        ),
    ]
