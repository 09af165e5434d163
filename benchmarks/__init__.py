"""How fast the program is, on books of a known size, beside what one would use instead."""
