"""What the pages of early help show, a file per part."""
