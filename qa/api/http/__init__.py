"""HTTP itself: connections, what every request passes, what goes wrong, what is counted."""
