"""The room `people`: whom it is about, known once, found fast, drawn true."""
