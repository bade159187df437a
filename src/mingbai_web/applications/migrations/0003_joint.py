from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_origin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Joint",
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
                ("party", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["party"], name="joint_by_party")],
            },
        ),
    ]
