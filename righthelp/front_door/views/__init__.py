"""The pages of the front door, a file per task."""
