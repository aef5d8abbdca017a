"""Files that cannot be taken, in words that say what to do instead."""


class NotAccepted(ValueError):
    """A file that cannot be taken; its text tells whoever sent it what to do."""


NO_FILE = "Choose a file"
EMPTY = "The file is empty. Choose another"
TOO_LARGE = "The file must be 10 MB or smaller. Send a smaller photo, or send a long document in parts"
WRONG_KIND = "This kind of file cannot be taken. Save it as PDF, Word or a photo, and choose that"
NOT_WHOLE = "This file is not whole. Save it or take it again, and choose the new one"
OLD_OR_LOCKED = (
    "This file has a password, or is from an older Word, Excel or Outlook. "
    "Save it as PDF, Word (.docx) or Excel (.xlsx) without a password, and choose that"
)
RUNS_BY_ITSELF = "This document holds parts that can run by themselves, such as macros. Save it as PDF, and choose that"
HOLDS_TOO_MUCH = "This document holds too much. Save it as PDF, and choose that"
