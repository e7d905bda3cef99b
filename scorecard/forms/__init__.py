"""What a person writes, one module per subject."""
