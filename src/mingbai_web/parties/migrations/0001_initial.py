"""The tables of parties and of what they are looked up by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("body", models.UUIDField(db_index=True)),
                ("kind", models.CharField(max_length=40)),
                ("label", models.CharField(default="已删除", max_length=200)),
                ("sealed", models.BinaryField()),
                ("erased_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_on", None),
                            models.Q(("label", "已删除"), ("sealed", b"")),
                            _connector="OR",
                        ),
                        name="an_erased_party_is_blank",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Index",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=10)),
                ("digest", models.CharField(max_length=64)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indexes",
                        to="parties.party",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["field", "digest"], name="party_by_digest")],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "field", "digest"), name="an_index_stands_once")
                ],
            },
        ),
    ]
