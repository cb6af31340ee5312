"""How many questions a second the bare encoder embeds in one process: what no service can be over.

Prints a line of JSON: by threads that ask and threads within the model (0: as many as there are
cores), questions a second. Each way takes its turn, and its best round counts.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from time import perf_counter
from typing import Final

from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import obtain
from qa.settings import load_settings
from tests.bench.load.questions import passages

CALLERS: Final = (1, 2, 4)
WITHIN: Final = (1, 0)
_ROUNDS: Final = 3


def rate(encoder: Encoder, questions: list[str], callers: int) -> float:
    """Return questions a second, asked by so many threads."""
    with ThreadPoolExecutor(callers) as pool:
        began = perf_counter()
        for _ in pool.map(encoder.encode_query, questions):
            pass
        return len(questions) / (perf_counter() - began)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1])
    settings = load_settings()
    folder = obtain(settings.model, settings.cache, lambda _: None)
    encoders = {within: open_encoder(folder, within) for within in WITHIN}
    every = passages()
    found: dict[str, list[float]] = {}
    for encoder in encoders.values():
        encoder.encode_query("warm")
    for _ in range(_ROUNDS):
        for within, encoder in encoders.items():
            for callers in CALLERS:
                asked = list(islice(every, count))
                name = f"{callers} × {within or 'all'}"
                found.setdefault(name, []).append(rate(encoder, asked, callers))
    print(json.dumps({name: max(rates) for name, rates in found.items()}))


if __name__ == "__main__":
    main()
