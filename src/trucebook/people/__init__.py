"""The people of a store: who may do what with its book, kept apart from its entries."""
