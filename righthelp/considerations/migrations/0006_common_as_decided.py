import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("considerations", "0005_who_the_child_lives_with"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommonAsDecided",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written", models.JSONField(help_text="What stood in each field, by the name of the field.")),
                (
                    "answers",
                    models.JSONField(help_text="Each question of the edition that was answered, with its answer."),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="common_as_decided",
                        to="considerations.decision",
                    ),
                ),
            ],
        ),
    ]
