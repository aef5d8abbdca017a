"""What the pages of the front door show, a file per part."""
