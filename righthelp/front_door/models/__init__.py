"""What the front door keeps. A contact is a draft until it is sent; decisions and answers are never edited."""

from righthelp.front_door.models.approvals import Approval, ToldAfter
from righthelp.front_door.models.authorities import Authority
from righthelp.front_door.models.beside import Allegation, Consultation
from righthelp.front_door.models.contact import (
    Added,
    Answer,
    Attachment,
    BodyMark,
    Contact,
    NamedChild,
    NamedPerson,
    Referrer,
)
from righthelp.front_door.models.deciding import (
    Check,
    ContactDecision,
    Discussion,
    FamilyTold,
    Reply,
    Safeguarding,
    Sample,
    View,
)
from righthelp.front_door.models.ledger import InLedger
from righthelp.front_door.models.panel import PanelSaid
from righthelp.front_door.models.police import Incident, PoliceBatch, PoliceFile, SchoolTold
from righthelp.front_door.models.rota import Handling, Shift

__all__ = [
    "Added",
    "Allegation",
    "Answer",
    "Approval",
    "Attachment",
    "Authority",
    "BodyMark",
    "Check",
    "Consultation",
    "Contact",
    "ContactDecision",
    "Discussion",
    "FamilyTold",
    "Handling",
    "InLedger",
    "Incident",
    "NamedChild",
    "NamedPerson",
    "PanelSaid",
    "PoliceBatch",
    "PoliceFile",
    "Referrer",
    "Reply",
    "Safeguarding",
    "Sample",
    "SchoolTold",
    "Shift",
    "ToldAfter",
    "View",
]
