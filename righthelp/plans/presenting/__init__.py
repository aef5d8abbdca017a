"""What the pages of a plan show, a file per part."""
