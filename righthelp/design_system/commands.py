"""What every part of the command line shares."""


class BadInput(Exception):
    """Something the person running a command can mend; shown as one line, exit code 2."""
