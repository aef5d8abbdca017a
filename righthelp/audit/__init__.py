"""The log of changes and of looks, and the seals that show whether somebody altered it. Floor 1."""
