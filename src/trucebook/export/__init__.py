"""Views as JSON, CSV and plain text: strings and nothing else."""
