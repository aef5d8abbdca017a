"""One practitioner's thinking about one or more children, up to a level that people decided."""
