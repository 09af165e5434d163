"""Articles, read by rules into proposals: nothing here enters a record by itself."""
