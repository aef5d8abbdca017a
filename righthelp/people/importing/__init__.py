"""Loading people and relationships from files: batch by batch, resumable, every fault with its row and reason."""
