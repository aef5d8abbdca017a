"""What may be shared, and on what: agreement to help, consent to share, going on without, and each act of sharing."""
