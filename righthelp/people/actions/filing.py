"""Filing people anew for the matcher, in the transaction of the change."""

from righthelp.people.matching.index import file_again
from righthelp.people.matching.on_record import PARENTS
from righthelp.people.models import Person, Relationship


def file_person(person: Person) -> None:
    """File somebody whose address, sex or parents changed."""
    file_again(person.pk)


def file_family(person: Person) -> None:
    """File somebody whose name or date of birth changed, and their children, who are found through them."""
    file_again(person.pk)
    children = Relationship.objects.filter(relative=person, kind__in=PARENTS, withdrawn_at__isnull=True)
    for child in children.values_list("person_id", flat=True).distinct():
        file_again(child)
