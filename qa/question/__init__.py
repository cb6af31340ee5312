"""Question → answer: interpret, find, compute, compose."""
