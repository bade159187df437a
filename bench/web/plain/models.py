"""One row an application, as plain as can be: nothing sealed, nothing limited, no number, no draft."""

from django.db import models

__all__ = ["Row"]


class Row(models.Model):
    """What was typed, as JSON."""

    said = models.TextField()
    at = models.DateTimeField()
