"""The Dutch language, and no letter: words, sentences, numbers, and what a question asks with."""
