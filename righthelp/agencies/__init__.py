"""Who works here, in which team, from when to when, and what their role lets them do."""
