"""Numbers of any table of a letter: found by the words of its heads, labels and caption.

Nobody wrote down what such a table is about: the question must name a row and a column, and what
the letter says of the table must account for every other word.
"""

from qa.question.cells.across import of_one_letter, revised, revised_between
from qa.question.cells.asking import seek
from qa.question.cells.choosing import choose
from qa.question.cells.sought import Sought

__all__ = ["Sought", "choose", "of_one_letter", "revised", "revised_between", "seek"]
