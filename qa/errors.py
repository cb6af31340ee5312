"""Everything that can go wrong, each with the exit code and HTTP status that a door shows.

    QaError                     one line: what was found, what was wanted, what to do
    ├── LetterError        1    422   a letter that cannot be read, or not without guessing
    ├── UsageFault         2    500   the command line was called wrongly
    ├── QuestionError      3    400   empty, too long, not text
    ├── IndexUnusable
    │   ├── IndexMissing   4    503   no index where one was expected
    │   ├── IndexStale     5    503   built from another corpus, model or format
    │   ├── IndexDamaged   6    503   a file is missing or altered
    │   └── EngineUnavailable 15 503  what searches the passages gives no answer, or not all
    ├── ModelError         7    500   weights missing, altered or unknown
    ├── SettingsError      8    500   a setting that cannot be used
    ├── FeedbackLost      10    503   a judgement that could not be kept
    ├── ExtraMissing      11    500   what only a part of the program needs is not installed
    ├── StorageError      12    500   a file or folder that could not be written, read or removed
    ├── OutputError       13    500   an answer that could not be printed
    └── IndexUnproven     14    500   numbers that their own question does not give

Beside these a command ends with 70 where something went wrong that nobody foresaw, 130 after
Ctrl-C, and 141 where who read its output has left, as other Unix commands do. An abstention is
never an error: "dat staat niet in de brief" is a result.
"""

from __future__ import annotations

import errno
from typing import ClassVar, Final

# How the system says that it refused, as far as an operator meets it.
_REASONS: Final = {
    errno.EACCES: "geen toestemming",
    errno.EADDRINUSE: "daar luistert al een ander programma",
    errno.EADDRNOTAVAIL: "dit adres is niet van deze machine",
    errno.EBADF: "gesloten",
    errno.EDQUOT: "geen ruimte meer",
    errno.EEXIST: "er staat al iets anders",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EIO: "de schijf geeft een fout",
    errno.EISDIR: "het is een map",
    errno.ELOOP: "een koppeling leidt naar zichzelf",
    errno.ENOENT: "bestaat niet",
    errno.ENOSPC: "geen ruimte meer",
    errno.ENOTDIR: "geen map",
    errno.ENXIO: "aan de andere kant is niemand",
    errno.EPERM: "geen toestemming",
    errno.EROFS: "hier kan alleen worden gelezen",
}


def reason(error: OSError) -> str:
    """Say in Dutch why the system refused."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


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


class UsageFault(QaError):
    """A command that does not exist, or was given what it does not take."""

    exit_code = 2
    title = "Onjuist gebruik"


class LetterError(QaError):
    """A letter that cannot be read, or not without guessing; names the place."""

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


class EngineUnavailable(IndexUnusable):
    """What searches the passages is not there, too slow or not whole; it may be, later on."""

    exit_code = 15
    title = "Zoekmachine niet beschikbaar"


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


class StorageError(QaError):
    """A file or folder that could not be written, read or removed."""

    exit_code = 12
    title = "Opslag niet bruikbaar"


class OutputError(QaError):
    """What was asked for could not be printed."""

    exit_code = 13
    title = "Uitvoer mislukt"


class IndexUnproven(QaError):
    """A new index of which the numbers of a table do not come back on their own question."""

    exit_code = 14
    title = "Index niet in gebruik genomen"
