"""Question → passages: the two searches, what speaks for a passage, and how far to trust it."""
