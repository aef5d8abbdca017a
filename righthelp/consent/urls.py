"""The addresses of this room. What the family said, and with whom something was shared, is never part of one."""

from django.urls import path

from righthelp.consent.views import asking, changing, page, sharing

ALL = "records/<uuid:public_id>/consent"
ONE = f"{ALL}/<uuid:record_id>"

urlpatterns = [
    path("consent/asked", page.consent_asked, name="consent_asked"),
    path(ALL, page.consent, name="record_consent"),
    path(f"{ALL}/ask", asking.consent_ask, name="record_consent_ask"),
    path(f"{ALL}/share", sharing.consent_share, name="record_consent_share"),
    path(f"{ALL}/not-share", sharing.consent_not_share, name="record_consent_not_share"),
    path(f"{ONE}/take-back", changing.consent_withdraw, name="record_consent_withdraw"),
    path(f"{ONE}/next-steps", changing.consent_next_steps, name="record_consent_next_steps"),
    path(f"{ONE}/set-aside", changing.consent_set_aside, name="record_consent_set_aside"),
    path(f"{ONE}/what-follows", changing.consent_refused, name="record_consent_refused"),
    path(f"{ONE}/advice", changing.consent_advice, name="record_consent_advice"),
    path(f"{ONE}/told", changing.consent_told, name="record_consent_told"),
    path(f"{ONE}/told-social-care", changing.consent_told_social_care, name="record_consent_told_social_care"),
    path(f"{ALL}/<uuid:advice_id>/approve", changing.consent_approve, name="record_consent_approve"),
]
