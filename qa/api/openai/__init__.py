"""The same answers in the form of OpenAI's interface, for programs that speak only that.

Chat shells and SDKs see a model that they can talk with. A dialogue comes in, its last question is
answered like everywhere else; nothing is generated.
"""

from __future__ import annotations

from qa.api.openai.routes import routes

__all__ = ["routes"]
