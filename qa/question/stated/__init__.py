"""Numbers that a sentence states: found where every word of the question stands around one."""

from qa.question.stated.fitting import best, find, operands, pointed_at, section_of, terms_of

__all__ = ["best", "find", "operands", "pointed_at", "section_of", "terms_of"]
