"""The pages of the guidance: reading.py for everybody, editing.py for guidance editors."""
