"""The worklist, the rota, and what is known when a contact is opened."""

from django.urls import path, register_converter

from righthelp.front_door.views.working import contact, holding, linking, rota, worklist


class NamedConverter:
    """The word that says whether a child or somebody else is meant."""

    regex = "child|person"

    def to_python(self, value: str) -> str:
        """Take the word as it is."""
        return value

    to_url = to_python


register_converter(NamedConverter, "named")

ONE = "front-door/<uuid:public_id>"
SHIFT = "front-door/rota/<uuid:public_id>"

urlpatterns = [
    path("front-door", worklist.front_door, name="front_door"),
    path("front-door/decided", worklist.front_door_decided, name="front_door_decided"),
    path("front-door/rota", rota.front_door_rota, name="front_door_rota"),
    path("front-door/rota/add", rota.front_door_shift_add, name="front_door_shift_add"),
    path(f"{SHIFT}/cancel", rota.front_door_shift_cancel, name="front_door_shift_cancel"),
    path(f"{SHIFT}/leave", rota.front_door_shift_leave, name="front_door_shift_leave"),
    path(f"{SHIFT}/note", rota.front_door_shift_note, name="front_door_shift_note"),
    path(ONE, contact.front_door_contact, name="front_door_contact"),
    path(f"{ONE}/who-asked", contact.front_door_who_asked, name="front_door_who_asked"),
    path(f"{ONE}/files/<uuid:attachment_id>", contact.front_door_file, name="front_door_file"),
    path(f"{ONE}/as-worker", contact.front_door_as_worker, name="front_door_as_worker"),
    path(f"{ONE}/take", holding.front_door_take, name="front_door_take"),
    path(f"{ONE}/call", holding.front_door_call, name="front_door_call"),
    path(f"{ONE}/hand-over", holding.front_door_hand_over, name="front_door_hand_over"),
    path(f"{ONE}/give-back", holding.front_door_give_back, name="front_door_give_back"),
    path(f"{ONE}/take-over", holding.front_door_take_over, name="front_door_take_over"),
    path(f"{ONE}/people", linking.front_door_matches, name="front_door_matches"),
    path(f"{ONE}/people/<named:kind>/<uuid:named_id>/link", linking.front_door_link, name="front_door_link"),
    path(f"{ONE}/people/<named:kind>/<uuid:named_id>/undo", linking.front_door_unlink, name="front_door_unlink"),
    path(f"{ONE}/people/<uuid:named_id>/add", linking.front_door_add_record, name="front_door_add_record"),
]
