"""From an agreement and a record to standings: pure, same input, same bytes."""
