"""Addresses of this room; never a name, a date or a number of a person in them."""

from django.urls import path, register_converter

from righthelp.people.values import IN_ADDRESSES
from righthelp.people.views import (
    access,
    adding,
    births,
    family,
    finding,
    genogram,
    identity,
    protecting,
    records,
    restrictions,
    reviews,
    values,
)


class HeldConverter:
    """The word that stands for what is known."""

    regex = "|".join(IN_ADDRESSES)

    def to_python(self, value: str) -> str:
        """Take the word as it is."""
        return value

    to_url = to_python


register_converter(HeldConverter, "held")

ONE = "records/<uuid:public_id>"
DRAFT = "records/add/<uuid:draft_id>"
VALUE = f"{ONE}/<held:held>/<uuid:value_id>"

urlpatterns = [
    path("records/find", finding.record_find, name="record_find"),
    path("records/add", adding.record_add, name="record_add"),
    path(f"{DRAFT}/child", adding.record_add_child, name="record_add_child"),
    path(f"{DRAFT}/people", adding.record_add_people, name="record_add_people"),
    path(f"{DRAFT}/people/add", adding.record_add_person, name="record_add_person"),
    path(f"{DRAFT}/people/<uuid:key>", adding.record_add_person, name="record_add_person_change"),
    path(f"{DRAFT}/people/<uuid:key>/remove", adding.record_add_remove, name="record_add_remove"),
    path(f"{DRAFT}/on-file", adding.record_add_known, name="record_add_known"),
    path(f"{DRAFT}/check", adding.record_add_check, name="record_add_check"),
    path(f"{DRAFT}/take-over", adding.record_add_take_over, name="record_add_take_over"),
    path(f"{DRAFT}/drop", adding.record_add_drop, name="record_add_drop"),
    path("records/emergencies", reviews.record_emergencies, name="record_emergencies"),
    path("records/emergencies/<uuid:opening_id>", reviews.record_emergency_review, name="record_emergency_review"),
    path("records/sample", reviews.record_sample, name="record_sample"),
    path("records/sample/<uuid:check_id>", reviews.record_sample_check, name="record_sample_check"),
    path("records/<uuid:public_id>/why", access.record_why, name="record_why"),
    path("records/<uuid:public_id>/looks", access.record_looks, name="record_looks"),
    path("records/<uuid:public_id>/emergency", access.record_emergency, name="record_emergency"),
    path("records/<uuid:public_id>/restrict", restrictions.record_restrict, name="record_restrict"),
    path("records/<uuid:public_id>/restrict/name", restrictions.record_name_reader, name="record_name_reader"),
    path(
        "records/<uuid:public_id>/restrict/end/<uuid:practitioner_id>",
        restrictions.record_end_reader,
        name="record_end_reader",
    ),
    path("records/<uuid:public_id>/restrict/lift", restrictions.record_lift, name="record_lift"),
    path(f"{ONE}/same", identity.record_same, name="record_same"),
    path(f"{ONE}/same/<uuid:link_id>/undo", identity.record_same_undo, name="record_same_undo"),
    path(ONE, records.record, name="record"),
    path(f"{ONE}/family", genogram.record_genogram, name="record_genogram"),
    path(f"{ONE}/family.pdf", genogram.record_genogram_pdf, name="record_genogram_pdf"),
    path(f"{ONE}/names/add", values.record_name_add, name="record_name_add"),
    path(f"{ONE}/homes/add", values.record_home_add, name="record_home_add"),
    path(f"{ONE}/homes/<uuid:value_id>/protect", protecting.record_home_protect, name="record_home_protect"),
    path(f"{ONE}/numbers/add", values.record_number_add, name="record_number_add"),
    path(f"{ONE}/contacts/add", values.record_contact_add, name="record_contact_add"),
    path(f"{ONE}/details/add", values.record_detail_choose, name="record_detail_choose"),
    path(f"{ONE}/details/add/<slug:kind>", values.record_detail_add, name="record_detail_add"),
    path(f"{ONE}/parents/sought", values.record_search_add, name="record_search_add"),
    path(f"{ONE}/pregnancy", values.record_pregnancy_add, name="record_pregnancy_add"),
    path(f"{ONE}/birth", births.record_birth, name="record_birth"),
    path(f"{ONE}/death", births.record_death, name="record_death"),
    path(f"{ONE}/sex", births.record_sex, name="record_sex"),
    path(f"{ONE}/family/add", family.record_family_add, name="record_family_add"),
    path(f"{ONE}/family/add/<uuid:relative_id>", family.record_family_add_one, name="record_family_add_one"),
    path(f"{ONE}/family/<uuid:tie_id>/about", family.record_family_about, name="record_family_about"),
    path(f"{VALUE}/end", values.record_value_end, name="record_value_end"),
    path(f"{VALUE}/withdraw", values.record_value_withdraw, name="record_value_withdraw"),
]
