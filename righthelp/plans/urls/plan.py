"""A plan, who takes part, and what was agreed."""

from django.urls import path

from righthelp.plans.views import members, plan, versions

urlpatterns = [
    path("records/<uuid:public_id>/plans", plan.record_plans, name="record_plans"),
    path("plans/<uuid:public_id>", plan.plan, name="plan"),
    path("plans/<uuid:public_id>/words/<slug:name>", plan.plan_words, name="plan_words"),
    path("plans/<uuid:public_id>/children/<uuid:child_id>/wants", plan.plan_wants, name="plan_wants"),
    path("plans/<uuid:public_id>/agree", versions.plan_agree, name="plan_agree"),
    path("plans/<uuid:public_id>/versions", versions.plan_versions, name="plan_versions"),
    path("plans/<uuid:public_id>/versions/<int:number>", versions.plan_version, name="plan_version"),
    path("plans/<uuid:public_id>/versions/<int:number>/changes", versions.plan_changes, name="plan_changes"),
    path("plans/<uuid:public_id>/versions/<int:number>/changes/<int:to>", versions.plan_compare, name="plan_compare"),
    path("plans/<uuid:public_id>/carry-on", versions.plan_carry_on, name="plan_carry_on"),
    path("plans/<uuid:public_id>/people", members.plan_members, name="plan_members"),
    path("plans/<uuid:public_id>/people/add", members.plan_member_add, name="plan_member_add"),
    path("plans/<uuid:public_id>/people/<uuid:member_id>/reach", members.plan_member_reach, name="plan_member_reach"),
    path("plans/<uuid:public_id>/people/<uuid:member_id>/cover", members.plan_member_cover, name="plan_member_cover"),
    path("plans/<uuid:public_id>/people/<uuid:member_id>/reads", members.plan_member_reads, name="plan_member_reads"),
    path("plans/<uuid:public_id>/people/<uuid:member_id>/leave", members.plan_member_leave, name="plan_member_leave"),
]
