"""What the walk goes through: the rooms that hold personal records, what must not be read, and what is open."""

from collections.abc import Set

HELPING = ("plans", "early_help")
OF_THEIR_OWN = ("front_door", *HELPING)  # rooms whose addresses mean their own ids, and the records
ROOMS = ("people", "work", "chronology", "consent", "child_page", *OF_THEIR_OWN)
SECRETS = (
    "Xanthippe", "Quillfeather", "Ptolemy", "Zebedee", "Heronry", "WZ9 7ZH", "marzipan", "tangerine", "vermilion",
)  # fmt: skip
# what social care may come to without a reason is tried as a page and not gone through: breaking the glass, and
# allocation by any of its managers, which decision 9 lets name whom it is about, but not of a restricted record
DOORS: dict[str, Set[str]] = {
    "record_emergency": frozenset(),
    "record_worker_add": frozenset({"Xanthippe", "Ptolemy", "Quillfeather"}),
    # whoever manages the front door reads what a shift leaves for the next, and keeps its rota
    "front_door_shift_note": frozenset({"vermilion"}),
    "front_door_shift_add": frozenset(),
    "front_door_shift_cancel": frozenset(),
}
# where anybody signed in begins something of their own; what is on file stays as it is all the same
BEGINS = {"allegation_raise", "consultation_ask", "consultation_note", "front_door_call_start", "request_start",
          "request_urgent"}  # fmt: skip
PUBLIC = {"ask", "ask_family", "ask_young", "ask_public", "ask_sent", "early_help_for_families", "family_page"}
TOKENS = ("the-page-of-ptolemy", "the-page-about-a-restricted-child")
NOTHING: Set[str] = frozenset()
# what opens to coordinators, safeguarding leads, managers in social care and administrators, and not to whoever leads
OPEN_TO_OTHERS = {
    "early_help_in_need_ask", "early_help_in_need_begin", "early_help_in_need_pass", "early_help_in_need_end",
    "early_help_in_need_competences",
    "early_help_overview", "early_help_overview_leads", "early_help_section_17", "early_help_way",
}  # fmt: skip
