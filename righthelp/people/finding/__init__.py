"""Finding somebody by a few words, as far as the reader may know of them."""
