"""What a form says of answers that the copy for the family shows."""

FAMILY_SEES = "The copy for the family shows this."
