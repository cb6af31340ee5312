"""Evidence → Dutch: every sentence that a person reads, and the guard over it."""
