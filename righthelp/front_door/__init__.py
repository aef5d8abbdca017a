"""Asking for help, and the front door that reads it, finds out what is known, decides and answers. Floor 6."""
