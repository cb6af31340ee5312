"""Letter → index: read, parse, split, extract, build."""
