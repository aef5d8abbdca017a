"""Birth, death, sex and gender as somebody stated them: what holds now stands on the person, what stood before here."""

from django.db import models
from django.db.models import Q

from righthelp.people.models.known import Small
from righthelp.people.models.person import Person


class Fact(Small):
    """One statement about birth, death, sex or gender in words: who said so, who noted it, and what took its place."""

    class Kind(models.TextChoices):
        """What it is about."""

        BORN = "born", "Date of birth"
        DUE = "due", "Date the baby is due"
        DIED = "died", "Died on"
        SEX = "sex", "Sex"
        GENDER = "gender", "Gender, in their own words"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=200, help_text="As the page showed it.")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(value=""), name="fact_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="fact_replaced_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("person", "kind"), condition=Q(withdrawn_at__isnull=True), name="one_fact_of_a_kind_stands"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
