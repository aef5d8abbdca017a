"""Files that people send, checked and kept; letters and reports, drawn as tagged PDF or as Word. Floor 2."""
