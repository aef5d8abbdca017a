"""The forms of early help."""
