"""Early help of one family: how it was offered, the assessment, who leads, work under section 17."""

from righthelp.early_help.models.assessment import (
    Answer,
    AssessedPart,
    Assessment,
    AssessmentCopy,
    AssessmentGiven,
    ChildVoice,
    ChildWords,
    EarlierWords,
    EditionAnswer,
    FinishedAssessment,
)
from righthelp.early_help.models.help import CameAlong, EarlyHelp, HopedEndMoved, Offer
from righthelp.early_help.models.leading import ChildInNeed, InNeed, LeadChoice, LeadCompetence, LocalWay, Supervision

__all__ = [
    "Answer",
    "AssessedPart",
    "Assessment",
    "AssessmentCopy",
    "AssessmentGiven",
    "CameAlong",
    "ChildInNeed",
    "ChildVoice",
    "ChildWords",
    "EarlierWords",
    "EarlyHelp",
    "EditionAnswer",
    "FinishedAssessment",
    "HopedEndMoved",
    "InNeed",
    "LeadChoice",
    "LeadCompetence",
    "LocalWay",
    "Offer",
    "Supervision",
]
