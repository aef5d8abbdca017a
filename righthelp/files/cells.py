"""Cells of CSV files that people open in a spreadsheet."""

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("  @SUM(A1)"), harmless("Came at 9")
    ("'=1+1", "'  @SUM(A1)", 'Came at 9')
    """
    is_run = cell.startswith(RUN_BY_SPREADSHEETS) or cell.lstrip().startswith(RUN_BY_SPREADSHEETS)
    return f"'{cell}" if is_run else cell


def as_written(cell: str) -> str:
    """Take that apostrophe off again, in a file that comes back; any other one stays.

    >>> as_written("'=1+1"), as_written("'t Hooft"), as_written("O'Neill")
    ('=1+1', "'t Hooft", "O'Neill")
    """
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
