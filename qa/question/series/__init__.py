"""Numbers that a table gives per year: which are meant, and what is worked out from them."""
