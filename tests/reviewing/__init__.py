"""Claims before people who decide."""
