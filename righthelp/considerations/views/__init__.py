"""The pages of considerations, a file per part of the work."""
