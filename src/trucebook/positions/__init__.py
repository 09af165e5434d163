"""Who holds what: stances, demands, threats, measures, talks, from the record alone."""
