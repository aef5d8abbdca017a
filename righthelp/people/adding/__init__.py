"""Adding a child and the people around in one go."""
