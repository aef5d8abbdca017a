"""What a plan says."""

from django.urls import path

from righthelp.plans.views import content as views

PART = "plans/<uuid:public_id>/parts/<slug:kind>/<uuid:part_id>"

urlpatterns = [
    path("plans/<uuid:public_id>/strengths/add", views.plan_strength_add, name="plan_strength_add"),
    path("plans/<uuid:public_id>/needs/add", views.plan_need_add, name="plan_need_add"),
    path("plans/<uuid:public_id>/needs/<uuid:part_id>/answer", views.plan_need_answer, name="plan_need_answer"),
    path("plans/<uuid:public_id>/worries/add", views.plan_worry_add, name="plan_worry_add"),
    path("plans/<uuid:public_id>/worries/<uuid:part_id>/goal", views.plan_goal_add, name="plan_goal_add"),
    path("plans/<uuid:public_id>/goals/<uuid:part_id>/action", views.plan_action_add, name="plan_action_add"),
    path(f"{PART}/change", views.plan_part_change, name="plan_part_change"),
    path(f"{PART}/copies", views.plan_part_keep, name="plan_part_keep"),
    path(f"{PART}/drop", views.plan_part_drop, name="plan_part_drop"),
]
