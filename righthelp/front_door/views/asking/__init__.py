"""Asking for help with an account."""
