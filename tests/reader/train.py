"""Train the reader again: `python -m tests.reader.train` writes the file that is shipped.

Two cores take four hours, a GPU some minutes. It may be stopped at any time and goes on from its
last checkpoint. What it ends with is measured by `python -m tests.reader.measure`.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader

from qa.model import weights
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.model.tokens import open_tokenizer
from qa.model.trained import FILE, encode
from tests.reader.data import is_held_out, load, share_of
from tests.reader.examples import Example, Examples, targets
from tests.reader.network import FROZEN, LAYERS, Batch, Network, batch, trained_part

EPOCHS: Final = 3
SEED: Final = 1
_BODY_RATE, _HEAD_RATE = 8e-5, 1e-3
_WARM_UP, _LEAST_RATE = 100, 0.02  # steps; share of the rate that is left at the end
_EVERY: Final = 50  # steps between two lines of progress
_SAVED_EVERY: Final = 200
_WORKERS: Final = 4
_ALIKE: Final = (
    8  # runs that a processor takes at once: of one length, and what they fill is cached
)


def main() -> None:
    """Train, and write the trained part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--checkpoint", type=Path, default=Path("reader-checkpoint.pt"))
    parser.add_argument("--share", type=float, default=1.0, help="share of the letters, up to 1")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--frozen", type=int, default=FROZEN)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    network = Network(weights.read(weights.locate()), given.layers, given.frozen)
    examples = read_examples(given.share)
    train(network, examples, given.epochs, given.checkpoint)
    data = encode(trained_part(network))
    given.out.write_bytes(data)
    print(f"{given.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


def read_examples(share: float) -> Examples:
    """Return the questions that are trained on: none to a letter that is measured on."""
    letters, questions = load()
    kept = share_of((each for each in letters if not is_held_out(each)), share)
    return Examples(
        {letter: letters[letter] for letter in kept},
        [each for each in questions if each.letter in kept],
        pieces(),
    )


def pieces() -> Any:
    """Return what cuts a text to the ids of its tokens."""
    tokenizer = open_tokenizer(obtain("", DEFAULT_CACHE, print), Path("onnx"), 512)
    return lru_cache(maxsize=None)(lambda text: tokenizer.ids(text)[1:-1])


def train(network: Network, examples: Examples, epochs: int, checkpoint: Path) -> None:
    """Train from the start, or from a checkpoint."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    optimizer = torch.optim.AdamW(
        [
            {"params": network.body(), "lr": _BODY_RATE},
            {"params": network.head(), "lr": _HEAD_RATE},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=device.type == "cuda",
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    epoch, start = _resumed(network, optimizer, checkpoint)
    size, losses, began = len(examples), list[Tensor](), time.monotonic()
    first = epoch * size + start
    for number in range(epoch, epochs):
        for at, part in enumerate(_loaded(examples.batches(SEED + number)[start:], device), start):
            step = number * size + at
            share = min(1, (step + 1) / _WARM_UP) * max(_LEAST_RATE, 1 - step / (epochs * size))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            losses.append(_step(network, optimizer, part, examples.beside + 1))
            if step % _EVERY == 0 and losses:
                speed = (time.monotonic() - began) / (step - first + 1)
                left = speed * (epochs * size - step) / 60
                loss = torch.stack(losses).mean().item()
                print(
                    f"{step} of {epochs * size} steps, loss {loss:.3f}, {left:.0f} minutes left",
                    flush=True,
                )
                losses.clear()
            if (step + 1) % _SAVED_EVERY == 0:
                _save(network, optimizer, checkpoint, number, at + 1)
        start = 0
    _save(network, optimizer, checkpoint, epochs, 0)
    network.cpu()


Group = tuple[Tensor, Batch]  # the numbers of some runs of a step, and these runs
Loaded = tuple[list[Group], Tensor, Tensor]


def _loaded(parts: list[list[Example]], device: torch.device) -> Iterator[Loaded]:
    """Yield the tensors of each part; a GPU is so fast that several processes make them."""
    on_gpu = device.type == "cuda"
    loader = DataLoader[Any](
        parts,  # type: ignore[arg-type]  # a list is a dataset
        batch_size=None, num_workers=_WORKERS if on_gpu else 0,
        collate_fn=partial(tensors, size=0 if on_gpu else _ALIKE),
    )  # fmt: skip
    for groups, wanted, counts in loader:
        yield [
            (rows, Batch(*(getattr(runs, name).to(device) for name in Batch.__slots__)))
            for rows, runs in groups
        ], wanted.to(device), counts.to(device)  # fmt: skip


def tensors(part: list[Example], size: int = 0) -> Loaded:
    """Return what the network sees, in groups of so many runs (0: in one), and what it should say.

    The last two tell what each logit should say, and what it counts.
    """
    order = sorted(range(len(part)), key=lambda row: len(part[row].prompt.ids))
    cut = [order[at : at + size] for at in range(0, len(order), size)] if size else [order]
    groups = [(torch.tensor(rows), batch([part[row].prompt for row in rows])) for rows in cut]
    return groups, *targets(part)


def logits_of(network: Network, groups: list[Group], like: Tensor) -> Tensor:
    """Return the logits of all groups, each run in its own place. Shape: that of `like`."""
    logits = torch.zeros_like(like)
    for rows, runs in groups:
        found = network(runs).float()
        logits[rows, : found.shape[1]] = found
    return logits


def _step(
    network: Network, optimizer: torch.optim.Optimizer, part: Loaded, runs_each: int
) -> Tensor:
    network.train()
    groups, wanted, counts = part
    with torch.autocast(wanted.device.type, torch.bfloat16):
        logits = logits_of(network, groups, wanted)
    loss = loss_of(logits, wanted, counts, runs_each)
    optimizer.zero_grad()
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return loss.detach()  # not yet a number: that would wait for the GPU


def loss_of(logits: Tensor, wanted: Tensor, counts: Tensor, runs: int) -> Tensor:
    """Judge every sentence by itself, and all that a question is asked of as one choice.

    Each question has so many runs, one after the other; of all their sentences one is chosen, or
    none. "None" stands among them with a logit of 0, so that one number tells both which sentence
    answers best and whether it does at all.
    """
    each = functional.binary_cross_entropy_with_logits(
        logits, wanted, weight=counts, reduction="sum"
    ) / len(logits)
    answers = logits[..., 0].masked_fill(counts[..., 0] == 0, -1e4).view(len(logits) // runs, -1)
    choices = torch.cat([answers, answers.new_zeros(len(answers), 1)], 1)
    gold = wanted[..., 0].reshape(answers.shape)
    sums = gold.sum(1, keepdim=True)
    none = (sums == 0).float()
    aim = torch.cat([gold / sums.clamp(min=1), none], 1)
    return each - (aim * functional.log_softmax(choices, 1)).sum(1).mean()


def _save(
    network: Network, optimizer: torch.optim.Optimizer, path: Path, epoch: int, start: int
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
        "start": start,
        "draw": torch.get_rng_state(),
    }
    half = path.with_suffix(".half")
    torch.save(state, half)
    half.replace(path)


def _resumed(network: Network, optimizer: torch.optim.Optimizer, path: Path) -> tuple[int, int]:
    """Take up a checkpoint; return the epoch and the batch to go on with."""
    if not path.is_file():
        return 0, 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["draw"])
    print(f"{path}: goes on at epoch {state['epoch'] + 1}, batch {state['start'] + 1}")
    return state["epoch"], state["start"]


if __name__ == "__main__":
    main()
