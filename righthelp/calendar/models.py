"""Days on which the partnership is closed, besides weekends and bank holidays."""

from django.db import models


class ClosedDay(models.Model):
    """One such day, for example a local holiday between Christmas and New Year."""

    date = models.DateField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="calendar_closedday_named"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.date}"
