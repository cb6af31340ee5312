"""What a question has of the turn before it: what it leaves out, what it asks of that turn."""
