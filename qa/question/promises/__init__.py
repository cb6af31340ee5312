"""What letters say that will be done, by whom and by when."""
