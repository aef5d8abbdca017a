"""Letters and reports, described once and drawn as tagged PDF or as Word. Floor 2."""
