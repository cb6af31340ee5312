"""Answer Dutch questions about letters to parliament, with every number traceable.

from qa import Index, ask
outcome = ask("Hoeveel bezoekers waren er in 2019?", Index.open("index"))
"""

from __future__ import annotations

from qa import wire
from qa.question.ask import ask
from qa.say.notebook import as_html
from qa.store.index import Index
from qa.types.outcomes import Sent

Sent.to_json = wire.outcome
Sent._repr_html_ = as_html

__all__ = ["Index", "ask"]
