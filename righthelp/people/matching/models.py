"""What the matcher keeps: a line a person, keys in shelves, and how common names are.

All of it can be made again from the records (`righthelp people index`); none of it is a record.
"""

from django.db import models


class MatchRecord(models.Model):
    """What is compared of a person, folded into one line (`card.write`). Protected addresses are left out."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="match_record"
    )
    line = models.TextField()

    def __str__(self) -> str:
        return f"what is compared of person {self.pk}"


class MatchShelf(models.Model):
    """Some keys and who is filed under them: pairs of four bytes and four bytes, in order.

    The first bits of a key are the number of its shelf. A shelf has a row from each time that many people were
    filed at once, and one for each person filed since; a reader takes all.
    """

    shelf = models.PositiveIntegerField(db_index=True)
    pairs = models.BinaryField()

    class Meta:
        verbose_name_plural = "match shelves"

    def __str__(self) -> str:
        return f"shelf {self.shelf}"


class MatchTally(models.Model):
    """How many people on file bear a name; the word is empty for all people."""

    word = models.CharField(max_length=120, primary_key=True)
    people = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "match tallies"

    def __str__(self) -> str:
        return f"{self.word}: {self.people}"
