"""Letters that the inner side hands over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of sealed letters."""

    dependencies = [
        ("tracking", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicLetter",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(db_index=True, max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
