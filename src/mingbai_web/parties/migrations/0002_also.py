"""The body to which an application of a party went with moved powers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the first."""

    dependencies = [("parties", "0001_initial")]

    operations = [migrations.AddField("party", "also", models.UUIDField(db_index=True, null=True))]
