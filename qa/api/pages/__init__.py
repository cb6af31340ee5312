"""The pages: a question beside the letter, in HTML that needs no script."""
