"""Whom the work is about: people, what is known of them with its source and date, and who they are to each other.

Nothing here is merged or overwritten. A value that no longer holds gets a last day or is set aside with who did it;
two records of one person stay two, joined by a statement that they are the same.
"""

from righthelp.people.matching.models import MatchRecord, MatchShelf, MatchTally
from righthelp.people.models.bulk import BulkUse
from righthelp.people.models.details import Detail, ParentSearch, SafeContact
from righthelp.people.models.drafts import FamilyDraft
from righthelp.people.models.facts import Fact
from righthelp.people.models.family import IdentityLink, Relationship
from righthelp.people.models.known import LONGEST_NAME, Identifier, Known, Name, Residence
from righthelp.people.models.person import Person
from righthelp.people.models.restrictions import EmergencyOpening, NamedReader, Restriction
from righthelp.people.models.samples import LookSample, SampleCheck

__all__ = [
    "LONGEST_NAME",
    "BulkUse",
    "Detail",
    "EmergencyOpening",
    "Fact",
    "FamilyDraft",
    "Identifier",
    "IdentityLink",
    "Known",
    "LookSample",
    "MatchRecord",
    "MatchShelf",
    "MatchTally",
    "Name",
    "NamedReader",
    "ParentSearch",
    "Person",
    "Relationship",
    "Residence",
    "Restriction",
    "SafeContact",
    "SampleCheck",
]
