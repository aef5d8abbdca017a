"""Telephone calls, talks without names, and worries about people who work with children."""

from django.urls import path

from righthelp.front_door.views import allegations, calling, consultations

CALL = "front-door/calls/<uuid:public_id>"
TALK = "consultations/<uuid:public_id>"

urlpatterns = [
    path("front-door/calls", calling.front_door_calls, name="front_door_calls"),
    path("front-door/calls/start", calling.front_door_call_start, name="front_door_call_start"),
    path(CALL, calling.front_door_call_write, name="front_door_call_write"),
    path(f"{CALL}/take-over", calling.front_door_call_take, name="front_door_call_take"),
    path(f"{CALL}/throw-away", calling.front_door_call_drop, name="front_door_call_drop"),
    path("front-door/<uuid:public_id>/told", calling.front_door_add, name="front_door_add"),
    path("front-door/<uuid:public_id>/allegation", allegations.front_door_allegation, name="front_door_allegation"),
    path("consultations", consultations.consultations, name="consultations"),
    path("consultations/ask", consultations.consultation_ask, name="consultation_ask"),
    path("consultations/note", consultations.consultation_note, name="consultation_note"),
    path(TALK, consultations.consultation, name="consultation"),
    path(f"{TALK}/answer", consultations.consultation_answer, name="consultation_answer"),
    path(f"{TALK}/contact", consultations.consultation_to_contact, name="consultation_to_contact"),
    path("allegations", allegations.allegations, name="allegations"),
    path("allegations/raise", allegations.allegation_raise, name="allegation_raise"),
    path("allegations/nobody-here", allegations.allegation_nobody, name="allegation_nobody"),
    path("allegations/<uuid:public_id>", allegations.allegation, name="allegation"),
]
