"""What an open application asks to be done now, beside the reply."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled anew by `mingbai rebuild`."""

    dependencies = [("applications", "0003_joint")]

    operations = [
        migrations.AddField(
            "application",
            "asks",
            models.CharField(max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
    ]
