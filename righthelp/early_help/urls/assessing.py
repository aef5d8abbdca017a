"""The assessment."""

from django.urls import path

from righthelp.early_help.views import assessing as views
from righthelp.early_help.views import assessing_needs as needs
from righthelp.early_help.views import assessing_papers as papers

HERE = "early-help/<uuid:public_id>/assessment"
CHILD = f"{HERE}/children/<uuid:child_id>"
ABOUT = f"{HERE}/<slug:of>/<uuid:who>"
FAMILY = f"{HERE}/family"

urlpatterns = [
    path("early-help/blank-assessment.<str:extension>", papers.blank, name="assessment_blank"),
    path(HERE, views.assessment, name="assessment"),
    path(f"{HERE}/read", papers.read, name="assessment_read"),
    path(f"{HERE}/finished/<uuid:finished_id>", papers.finished, name="assessment_finished"),
    path(f"{HERE}/whole.<str:extension>", papers.whole_download, name="assessment_download"),
    path(f"{HERE}/finish", views.finish, name="assessment_finish"),
    path(f"{HERE}/go-on", views.go_on, name="assessment_go_on"),
    path(f"{HERE}/questions", views.questions, name="assessment_questions"),
    path(f"{HERE}/together/<slug:part>", views.shared, name="assessment_shared"),
    path(f"{HERE}/copies", papers.copies, name="assessment_copies"),
    path(f"{HERE}/copies/for/<uuid:member_id>", papers.copy_for, name="assessment_copy_for"),
    path(f"{HERE}/copies/<uuid:copy_id>", papers.copy_given, name="assessment_copy"),
    path(f"{HERE}/copies/<uuid:copy_id>.<str:extension>", papers.copy_download, name="assessment_copy_download"),
    path(f"{CHILD}/words", views.words, name="assessment_words"),
    path(f"{CHILD}/words/readers", views.words_readers, name="assessment_words_readers"),
    path(f"{CHILD}/life", views.life, name="assessment_life"),
    path(f"{FAMILY}/topics/<slug:group>", views.topics, name="assessment_topics_family"),
    path(f"{ABOUT}/topics/<slug:group>", views.topics, name="assessment_topics"),
    path(f"{FAMILY}/needs", needs.needs, name="assessment_needs_family"),
    path(f"{ABOUT}/needs", needs.needs, name="assessment_needs"),
    path(f"{FAMILY}/own-words", needs.own_words, name="assessment_own_words_family"),
    path(f"{ABOUT}/own-words", needs.own_words, name="assessment_own_words"),
    path(f"{HERE}/needs/<uuid:need_id>/evidence", needs.evidence, name="assessment_evidence"),
]
