"""What the partnership publishes: frameworks, editions, levels, descriptors; and threshold search."""
