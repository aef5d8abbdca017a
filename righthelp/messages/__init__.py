"""Mail and notices, and the work that is done in the background."""
