"""The ledger: a book kept entry by entry, each one hashed, chained and never changed."""
