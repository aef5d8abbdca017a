"""The forms of a person's record: a page each, one thing at a time."""
