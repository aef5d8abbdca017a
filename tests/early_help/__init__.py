"""Early help and the front door together: rooms of one floor, which do not know each other."""
