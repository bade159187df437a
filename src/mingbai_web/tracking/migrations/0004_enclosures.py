"""What letters enclose, handed over with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of enclosures; their bytes stand in the public store."""

    dependencies = [
        ("tracking", "0003_answered"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicEnclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letter", models.UUIDField()),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("number", models.CharField(db_index=True, max_length=20)),
                ("type", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                ("name", models.BinaryField()),
                ("place", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "ordinal"), name="an_enclosure_once_a_letter")
                ],
            },
        ),
    ]
