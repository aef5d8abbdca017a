"""Who is told of what at the front door, at once and when time passes. No notice says whom it is about."""
