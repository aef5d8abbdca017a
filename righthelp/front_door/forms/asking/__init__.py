"""The forms of a request for help: a page each."""

from righthelp.front_door.forms.asking.about import (
    ChildLevelForm,
    ChildWhereForm,
    ChildWhoForm,
    MarkForm,
    NewChildForm,
    PersonForm,
    ReferrerForm,
    WorkerForm,
)
from righthelp.front_door.forms.asking.approving import ApproveForm, AskApprovalForm, ToldAfterForm
from righthelp.front_door.forms.asking.start import FromConsiderationForm, StartForm, UrgentForm
from righthelp.front_door.forms.asking.story import AddForm, AnswersForm, AttachForm, choices_of, field_for

__all__ = [
    "AddForm",
    "AnswersForm",
    "ApproveForm",
    "AskApprovalForm",
    "AttachForm",
    "ChildLevelForm",
    "ChildWhereForm",
    "ChildWhoForm",
    "FromConsiderationForm",
    "MarkForm",
    "NewChildForm",
    "PersonForm",
    "ReferrerForm",
    "StartForm",
    "ToldAfterForm",
    "UrgentForm",
    "WorkerForm",
    "choices_of",
    "field_for",
]
