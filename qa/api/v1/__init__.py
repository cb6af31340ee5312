"""The interface under /v1: its routes, what they take and give, and the file that describes it."""
