"""What a text and a record mean, as values: the forms every later room works on."""
