"""Forms of places and people, one module per subject."""
