"""Every change at the front door, each with its event in the same transaction."""
