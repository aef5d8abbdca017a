"""The addresses of considerations. No worry and no name is ever part of one."""

from django.urls import path, register_converter

from righthelp.considerations.views import children, common, decisions, holders, lists, named, needs, records, starts


class Kind:
    """Whom a document is for."""

    regex = "record|family"

    def to_python(self, value: str) -> str:
        """Take the word as it is."""
        return value

    to_url = to_python


class Extension(Kind):
    """How a document is drawn."""

    regex = "pdf|docx|json"


register_converter(Kind, "kind")
register_converter(Extension, "extension")

ONE = "considerations/<uuid:public_id>"
CHILD = f"{ONE}/children/<uuid:child_id>"

urlpatterns = [
    path("considerations", lists.considerations, name="considerations"),
    path("considerations/start", starts.consideration_start, name="consideration_start"),
    path("records/<uuid:public_id>/considerations/start", starts.record_consider, name="record_consider"),
    path(ONE, records.consideration, name="consideration"),
    path(f"{ONE}/worry", common.worry, name="consideration_worry"),
    path(f"{ONE}/around", common.around, name="consideration_around"),
    path(f"{ONE}/safe", common.safe, name="consideration_safe"),
    path(f"{ONE}/family", common.family, name="consideration_family"),
    path(f"{ONE}/agreement", common.agreement, name="consideration_agreement"),
    path(f"{ONE}/questions", common.questions, name="consideration_questions"),
    path(f"{ONE}/advice", common.advice, name="consideration_advice"),
    path(f"{ONE}/full-path", common.full_path, name="consideration_full_path"),
    path(f"{ONE}/take-over", holders.consideration_take_over, name="consideration_take_over"),
    path(f"{ONE}/give-back", holders.consideration_give_back, name="consideration_give_back"),
    path(f"{ONE}/set-aside", holders.consideration_set_aside, name="consideration_set_aside"),
    path(f"{ONE}/bring-back", holders.consideration_bring_back, name="consideration_bring_back"),
    path(f"{ONE}/think-again", decisions.consideration_think_again, name="consideration_think_again"),
    path(f"{ONE}/family-copy", records.consideration_family_copy, name="consideration_family_copy"),
    path(f"{ONE}/<kind:kind>.<extension:extension>", records.consideration_download, name="consideration_download"),
    path(f"{ONE}/children/add", common.child_add, name="child_add"),
    path(f"{CHILD}/remove", common.child_remove, name="child_remove"),
    path(f"{CHILD}/record", named.child_record, name="child_record"),
    path(f"{CHILD}/record/wrong", named.child_record_wrong, name="child_record_wrong"),
    path(f"{CHILD}/words", children.words, name="child_words"),
    path(f"{CHILD}/readers", children.readers, name="child_readers"),
    path(f"{CHILD}/life", children.life, name="child_life"),
    path(f"{CHILD}/history", children.history, name="child_history"),
    path(f"{CHILD}/balance", children.balance, name="child_balance"),
    path(f"{CHILD}/living", children.living, name="child_living"),
    path(f"{CHILD}/needs", needs.needs, name="child_needs"),
    path(f"{CHILD}/needs/own", needs.own_need, name="child_own_need"),
    path(f"{CHILD}/needs/<uuid:need_id>", needs.evidence, name="child_evidence"),
    path(f"{CHILD}/needs/<uuid:need_id>/remove", needs.need_remove, name="child_need_remove"),
    path(f"{CHILD}/missing", children.missing, name="child_missing"),
    path(f"{CHILD}/missing/<uuid:episode_id>/remove", children.missing_remove, name="child_missing_remove"),
    path(f"{CHILD}/decide", decisions.child_decide, name="child_decide"),
]
