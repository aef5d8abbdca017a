"""Threshold search: from ordinary words to descriptors, offline, with its reasons."""
