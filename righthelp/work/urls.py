"""The addresses of this room. No name is ever part of one."""

from django.urls import path

from righthelp.work.views import (
    children,
    covers,
    disagreements,
    disagreements_raise,
    episodes,
    ladder,
    sheets,
    transfers,
    workers,
)

CHILD = "records/<uuid:public_id>"
WORK = f"{CHILD}/workers/work"
WORKER = f"{CHILD}/workers/<uuid:involvement_id>"
DISAGREEMENT = "disagreements/<uuid:public_id>"

urlpatterns = [
    path("children", children.children, name="children"),
    path("children/handed-over/<uuid:public_id>", children.handover, name="handover"),
    path("children/cover", covers.covers, name="covers"),
    path("children/cover/<uuid:public_id>/end", covers.cover_end, name="cover_end"),
    path("children/sent/<uuid:public_id>", transfers.transfer_receipt, name="transfer_receipt"),
    path(f"{CHILD}/workers", workers.workers, name="record_workers"),
    path(f"{CHILD}/workers/add", workers.worker_add, name="record_worker_add"),
    path(f"{CHILD}/workers/add-other", workers.worker_add_other, name="record_worker_add_other"),
    path(f"{CHILD}/workers/sheet", sheets.sheet, name="record_sheet"),
    path(f"{CHILD}/workers/sheet.pdf", sheets.sheet_pdf, name="record_sheet_pdf"),
    path(f"{WORK}/begin", episodes.work_begin, name="record_work_begin"),
    path(f"{WORK}/<uuid:episode_id>/allocate", episodes.work_allocate, name="record_work_allocate"),
    path(f"{WORK}/<uuid:episode_id>/end", episodes.work_end, name="record_work_end"),
    path(f"{WORKER}/end", workers.worker_end, name="record_worker_end"),
    path(f"{WORKER}/hand-over", workers.worker_hand_over, name="record_worker_hand_over"),
    path(f"{CHILD}/transfer", transfers.transfer, name="record_transfer"),
    path("disagreements", disagreements.disagreements, name="disagreements"),
    path("disagreements/steps", ladder.disagreement_ladder, name="disagreement_ladder"),
    path(
        "disagreements/about/<slug:kind>/<uuid:public_id>",
        disagreements_raise.disagreement_about,
        name="disagreement_about",
    ),
    path(f"{CHILD}/disagreements", disagreements.record_disagreements, name="record_disagreements"),
    path(
        f"{CHILD}/disagreements/raise", disagreements_raise.record_disagreement_raise, name="record_disagreement_raise"
    ),
    path(DISAGREEMENT, disagreements.disagreement, name="disagreement"),
    path(f"{DISAGREEMENT}.pdf", disagreements.disagreement_pdf, name="disagreement_pdf"),
    path(f"{DISAGREEMENT}/speakers", disagreements.disagreement_speakers, name="disagreement_speakers"),
    path(f"{DISAGREEMENT}/said", disagreements.disagreement_said, name="disagreement_said"),
    path(f"{DISAGREEMENT}/next-step", disagreements.disagreement_go_up, name="disagreement_go_up"),
    path(f"{DISAGREEMENT}/end", disagreements.disagreement_settle, name="disagreement_settle"),
    path(f"{DISAGREEMENT}/withdraw", disagreements.disagreement_withdraw, name="disagreement_withdraw"),
    path(f"{DISAGREEMENT}/at-risk", disagreements.disagreement_at_risk, name="disagreement_at_risk"),
]
