"""The index: facts, passages, and the two searches over them."""
