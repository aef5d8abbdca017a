"""The forms of the front door, a file per task."""
