"""Who may see a record and who did: reasons, looks, restrictions, emergency openings and their reviews."""
