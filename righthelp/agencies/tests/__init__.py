"""Tests of sign-in, roles and access."""
