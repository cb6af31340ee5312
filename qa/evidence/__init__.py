"""Sets of evidence: picked answers, quotes and series → a file to work on.

`gather` makes pieces of what is looked up in the index, `pieces` puts them together so that a table
stands there once, and each writer makes one form of that: `word`, `markdown`, `web` (HTML) and
`sheet` (CSV). Nothing is written here that is not in an outcome or in the index.
"""
