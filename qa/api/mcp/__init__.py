"""The same answers for programs with a language model, over the Model Context Protocol."""
