"""Forms of the register and of the monthly entry."""
