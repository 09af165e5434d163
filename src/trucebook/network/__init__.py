"""What is asked of others over the network, and only when somebody allows it: pages, models."""
