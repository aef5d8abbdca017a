"""The forms of a consideration: a page each, one thing at a time."""

from righthelp.considerations.forms.children import (
    ChildBalanceForm,
    ChildLifeForm,
    ChildLivingForm,
    ChildWordsForm,
    EvidenceForm,
    MissingForm,
    OwnNeedForm,
    ReadersForm,
)
from righthelp.considerations.forms.common import (
    LONGEST_LABEL,
    MOST_CHILDREN,
    AgreementForm,
    AroundForm,
    ChildForm,
    ConversationForm,
    FamilyForm,
    QuestionsForm,
    StartForm,
    WorryForm,
)
from righthelp.considerations.forms.decisions import DecideForm
from righthelp.considerations.forms.family_copy import FamilyCopyForm
from righthelp.considerations.forms.holders import BringBackForm, GiveBackForm, SetAsideForm, TakeOverForm
from righthelp.design_system.versions import (
    DIFFERS,
    MEANWHILE,
    NOT_ANSWERS,
    Clash,
    QuestionForm,
    VersionedForm,
    fingerprint,
    shown_value,
    shown_with,
)

__all__ = [
    "DIFFERS",
    "LONGEST_LABEL",
    "MEANWHILE",
    "MOST_CHILDREN",
    "NOT_ANSWERS",
    "AgreementForm",
    "AroundForm",
    "BringBackForm",
    "ChildBalanceForm",
    "ChildForm",
    "ChildLifeForm",
    "ChildLivingForm",
    "ChildWordsForm",
    "Clash",
    "ConversationForm",
    "DecideForm",
    "EvidenceForm",
    "FamilyCopyForm",
    "FamilyForm",
    "GiveBackForm",
    "MissingForm",
    "OwnNeedForm",
    "QuestionForm",
    "QuestionsForm",
    "ReadersForm",
    "SetAsideForm",
    "StartForm",
    "TakeOverForm",
    "VersionedForm",
    "WorryForm",
    "fingerprint",
    "shown_value",
    "shown_with",
]
