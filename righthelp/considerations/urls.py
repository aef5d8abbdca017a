"""The addresses of considerations. No address holds a word of what is written."""

from django.urls import path

from righthelp.considerations.views import children, common, deciding, listing, papers

ONE = "considerations/<uuid:public_id>"
CHILD = f"{ONE}/children/<uuid:child_id>"
NEED = f"{CHILD}/needs/<uuid:need_id>"

urlpatterns = [
    path("considerations", listing.considerations, name="considerations"),
    path("considerations/start", listing.start_one, name="consideration_start"),
    path(ONE, listing.consideration, name="consideration"),
    path(f"{ONE}/worry", common.worry, name="consideration_worry"),
    path(f"{ONE}/around", common.around, name="consideration_around"),
    path(f"{ONE}/family", common.family, name="consideration_family"),
    path(f"{ONE}/agreement", common.agreement, name="consideration_agreement"),
    path(f"{ONE}/questions", common.questions, name="consideration_questions"),
    path(f"{ONE}/advice", common.conversations, name="consideration_advice"),
    path(f"{ONE}/full", common.full_path, name="consideration_full_path"),
    path(f"{ONE}/take-over", deciding.take_over_draft, name="consideration_take_over"),
    path(f"{ONE}/think-again", deciding.think_again_about, name="consideration_think_again"),
    path(f"{ONE}/children/add", children.add, name="child_add"),
    path(f"{CHILD}/remove", children.remove, name="child_remove"),
    path(f"{CHILD}/words", children.words, name="child_words"),
    path(f"{CHILD}/readers", children.readers, name="child_readers"),
    path(f"{CHILD}/life", children.life, name="child_life"),
    path(f"{CHILD}/balance", children.balance, name="child_balance"),
    path(f"{CHILD}/needs", children.needs, name="child_needs"),
    path(f"{CHILD}/needs/choose", children.choose, name="child_choose"),
    path(f"{CHILD}/needs/own", children.own_need, name="child_own_need"),
    path(NEED, children.evidence, name="child_evidence"),
    path(f"{NEED}/remove", children.remove_chosen, name="child_need_remove"),
    path(f"{CHILD}/decide", deciding.decide_level, name="child_decide"),
    path(f"{CHILD}/family-copy", papers.family_copy, name="consideration_family_copy"),
    path(f"{CHILD}/family-copy.<str:kind>", papers.download_family_copy, name="family_copy_download"),
    path(f"{ONE}/record.<str:kind>", papers.download_record, name="consideration_download"),
]
