"""A professional disagreement with another agency, going up the ladder of the guidance (BN-065 to BN-073)."""
