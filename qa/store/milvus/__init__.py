"""The engine of many machines: Milvus searches, SQLite files on each node hold all else.

Milvus nominates and this program scores: what a search returns is scored again with the arithmetic
of the files (qa/store/lexical.py, qa/store/dense.py), so that an answer depends on neither an index
type nor how the rows are spread over segments. An answer is made of all that was asked, or refused:
a collection that is not whole, not loaded or not that of the build is not searched.
"""
