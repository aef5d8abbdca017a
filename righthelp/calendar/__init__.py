"""Days, opening hours, and the table of timescales. Floor 0: imports no other room."""
