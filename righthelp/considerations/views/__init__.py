"""The pages of a consideration."""
