"""Finding a person among many by what little is known of them. `find.py` is the way in."""
