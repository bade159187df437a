"""With which seats a paper is while it is not signed."""

from django.db import migrations, models

__all__ = ["Migration"]


class Migration(migrations.Migration):
    """Filled anew by `mingbai rebuild`."""

    dependencies = [("papers", "0001_initial")]

    operations = [
        migrations.AddField(
            "paperrow", "seats", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]
