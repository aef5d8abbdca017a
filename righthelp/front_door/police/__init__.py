"""Police notifications in numbers: what a file says, who may decide, and how incidents look."""
