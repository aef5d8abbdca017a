"""A plan, whom it is for, who takes part, what it says, its meetings and reviews, and each reader's own copy."""

from righthelp.plans.models.content import (
    PARTS,
    Action,
    ActionMoved,
    Goal,
    Item,
    Need,
    Part,
    Strength,
    TakenBack,
    Worry,
)
from righthelp.plans.models.copies import Copy, Given, HowGiven
from righthelp.plans.models.family import FamilyLink, FamilySaid
from righthelp.plans.models.meetings import Invited, Meeting, Note
from righthelp.plans.models.plan import Member, Plan, PlanChild, PlanVersion
from righthelp.plans.models.reviews import ChildReviewed, Delay, Reminded, Review, ScaleMark, Strikable
from righthelp.plans.models.services import Referral
from righthelp.plans.models.story import Story, StoryLine

__all__ = [
    "PARTS",
    "Action",
    "ActionMoved",
    "ChildReviewed",
    "Copy",
    "Delay",
    "FamilyLink",
    "FamilySaid",
    "Given",
    "Goal",
    "HowGiven",
    "Invited",
    "Item",
    "Meeting",
    "Member",
    "Need",
    "Note",
    "Part",
    "Plan",
    "PlanChild",
    "PlanVersion",
    "Referral",
    "Reminded",
    "Review",
    "ScaleMark",
    "Story",
    "StoryLine",
    "Strength",
    "Strikable",
    "TakenBack",
    "Worry",
]
