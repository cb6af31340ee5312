"""Models: obtained, exported once, and run to turn text into vectors."""
