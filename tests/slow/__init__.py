"""A slow, plain evaluator that enumerates worlds, and the books it is held against."""
