"""The pages of those who work at the front door."""
