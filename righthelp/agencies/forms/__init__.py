"""The forms of this room, a file per noun."""
