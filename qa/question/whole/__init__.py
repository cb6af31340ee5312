"""What is asked of a letter as a whole: its parts, its names, its promises, its gist."""
