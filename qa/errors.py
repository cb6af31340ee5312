"""Everything that can go wrong, each with the exit code and HTTP status that a door shows.

    QaError                     one line: what was found, what was wanted, what to do
    ├── LetterError        1    422   a letter that cannot be read without guessing
    ├── QuestionError      3    400   empty, too long, not text
    ├── IndexUnusable
    │   ├── IndexMissing   4    503   no index where one was expected
    │   ├── IndexStale     5    503   built from another corpus, model or format
    │   └── IndexDamaged   6    503   a file is missing or altered
    ├── ModelError         7    500   weights missing, altered or unknown
    ├── SettingsError      8    500   a setting that cannot be used
    ├── FeedbackLost      10    503   a judgement that could not be kept
    └── ExtraMissing      11    500   what only a part of the program needs is not installed

Exit code 2 is left to the command line itself (an unknown option). An abstention is never an
error: "dat staat niet in de brief" is a result.
"""

from __future__ import annotations

from typing import ClassVar


class QaError(Exception):
    """Base of all errors that a user may see; the message is Dutch and fits on one line."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500
    title: ClassVar[str] = "Er ging iets mis"


class QuestionError(QaError):
    """A question that cannot be taken: empty, too long, or not text."""

    exit_code = 3
    http_status = 400
    title = "Ongeldige vraag"


class LetterError(QaError):
    """A letter that cannot be resolved without guessing; names the place."""

    exit_code = 1
    http_status = 422
    title = "Brief niet leesbaar"


class IndexUnusable(QaError):
    """An index that cannot answer; the leaves say why."""

    http_status = 503
    title = "Index niet bruikbaar"


class IndexMissing(IndexUnusable):
    """No index where one was expected."""

    exit_code = 4
    title = "Index ontbreekt"


class IndexStale(IndexUnusable):
    """The index was built from another corpus, model or format than asked for."""

    exit_code = 5
    title = "Index verouderd"


class IndexDamaged(IndexUnusable):
    """A file of the index is missing or altered."""

    exit_code = 6
    title = "Index beschadigd"


class ModelError(QaError):
    """The embedding model is missing, altered or unknown."""

    exit_code = 7
    http_status = 500
    title = "Taalmodel niet bruikbaar"


class SettingsError(QaError):
    """A setting holds a value that cannot be used."""

    exit_code = 8
    title = "Ongeldige instelling"


class FeedbackLost(QaError):
    """A judgement of an answer could not be written or read."""

    exit_code = 10
    http_status = 503
    title = "Terugkoppeling niet bewaard"


class ExtraMissing(QaError):
    """Software that only a part of the program needs is not installed."""

    exit_code = 11
    title = "Onderdeel ontbreekt"
