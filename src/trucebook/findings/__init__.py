"""What is worth knowing before signature: holes in the agreement, and rows that move nothing."""
