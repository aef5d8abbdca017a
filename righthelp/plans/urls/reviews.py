"""Reviews, progress, scales, delay and services."""

from django.urls import URLPattern, path

from righthelp.plans.views import delays, life, progress, putting_right, review_copies, reviews, services

ONE = "plans/<uuid:public_id>"
ACTION = f"{ONE}/progress/<uuid:action_id>"
GOAL = f"{ONE}/progress/goals/<uuid:goal_id>"

urlpatterns: list[URLPattern] = [
    path("plans/reviews", reviews.plan_reviews, name="plan_reviews"),
    path(f"{ONE}/reviews/add", reviews.plan_review_add, name="plan_review_add"),
    path(f"{ONE}/reviews/<uuid:review_id>", reviews.plan_review, name="plan_review"),
    path(f"{ONE}/reviews/<uuid:review_id>/strike", putting_right.plan_review_strike, name="plan_review_strike"),
    path(
        f"{ONE}/reviews/<uuid:review_id>/for/<uuid:member_id>", review_copies.plan_review_copy, name="plan_review_copy"
    ),
    path(f"{ONE}/life", life.plan_life, name="plan_life"),
    path(f"{ONE}/progress", progress.plan_progress, name="plan_progress"),
    path(f"{ACTION}/done", progress.plan_action_done, name="plan_action_done"),
    path(f"{ACTION}/not-done", putting_right.plan_action_not_done, name="plan_action_not_done"),
    path(f"{ACTION}/difference", progress.plan_action_impact, name="plan_action_impact"),
    path(f"{ACTION}/day", progress.plan_action_move, name="plan_action_move"),
    path(f"{GOAL}/reached", progress.plan_goal_reached, name="plan_goal_reached"),
    path(f"{GOAL}/not-reached", putting_right.plan_goal_not_reached, name="plan_goal_not_reached"),
    path(f"{GOAL}/scale/<uuid:mark_id>/strike", putting_right.plan_mark_strike, name="plan_mark_strike"),
    path(f"{GOAL}/scale", progress.plan_goal_scale, name="plan_goal_scale"),
    path(f"{ONE}/delay", delays.plan_delay, name="plan_delay"),
    path(f"{ONE}/delay/note", delays.plan_delay_note, name="plan_delay_note"),
    path(f"{ONE}/services", services.plan_services, name="plan_services"),
    path(f"{ONE}/services/ask", services.plan_service_ask, name="plan_service_ask"),
    path(f"{ONE}/services/tell", services.plan_service_told, name="plan_service_told"),
    path(f"{ONE}/services/<uuid:referral_id>/answer", services.plan_service_answer, name="plan_service_answer"),
]
