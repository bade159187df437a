"""The day with which the clock that is shown to the public stopped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled anew by `mingbai rebuild`."""

    dependencies = [("tracking", "0002_letters")]

    operations = [migrations.AddField("publiccase", "answered", models.DateField(null=True))]
