"""Tests of the guidance: pages, editors, import and export, commands."""
