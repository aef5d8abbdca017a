"""The plan that every kind of help shares: needs, worry statements, goals, actions; meetings and reviews."""
