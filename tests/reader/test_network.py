"""What is shipped computes what was trained, and training lowers the loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from qa.model import reader_graph as graph
from qa.model import weights
from qa.model.bert import Weights
from qa.model.reader import Reader, prompts
from qa.model.trained import decode, encode
from tests.reader.data import Paragraph, Question
from tests.reader.examples import BESIDE, Example, Examples, targets
from tests.reader.network import Network, batch, rounded, trained_part
from tests.reader.train import logits_of, loss_of, tensors

SENTENCES = (
    "In 2021 kwamen er 1.200 meldingen binnen.",
    "Het doel van de pilot is jongeren te bereiken die de gemeente niet kent.",
    "De resultaten worden in 2023 verwacht.",
)
QUESTION, HEADING = "Waarom is de pilot begonnen?", "Pilot jongeren"


@pytest.fixture(scope="module")
def encoder() -> Weights:
    return weights.read(weights.locate())


@pytest.fixture(scope="module")
def network(encoder: Weights) -> Network:
    torch.manual_seed(0)
    made = Network(encoder, layers=3, frozen=1)
    torch.nn.init.normal_(made.outer.weight, std=0.05)  # it begins as nothing
    return made.eval()


@pytest.fixture(scope="module")
def pieces(encoder: Weights) -> Callable[[str], list[int]]:
    known = {piece: id for id, piece in enumerate(encoder.vocabulary.pieces)}
    return lambda text: [known.get(f"▁{word}", 3) for word in text.split()]


def test_the_graph_gives_what_the_network_gives(
    network: Network,
    encoder: Weights,
    pieces: Callable[[str], list[int]],
    tmp_path: Path,
) -> None:
    trained = decode(encode(trained_part(network)))
    graph.write(encoder, trained, tmp_path / "reader.onnx")
    session = onnxruntime.InferenceSession(
        tmp_path / "reader.onnx", providers=["CPUExecutionProvider"]
    )

    class Tokens:
        def ids(self, text: str) -> list[int]:
            return [0, *pieces(text), 2]

    found = Reader(lambda: session, Tokens).read(QUESTION, HEADING, SENTENCES)
    with torch.no_grad():
        runs = batch(list(prompts(pieces, QUESTION, HEADING, SENTENCES)))
        expected = network(runs)[0].numpy()
    assert found.shape == (3, 2)
    assert np.abs(found - expected).max() < 0.5  # logits; products are of 8-bit numbers


def test_at_the_start_a_logit_is_the_cosine(
    encoder: Weights, pieces: Callable[[str], list[int]]
) -> None:
    network = Network(encoder, layers=2, frozen=1).eval()
    with torch.no_grad():
        logits = network(batch(list(prompts(pieces, QUESTION, HEADING, SENTENCES))))[0]
    cosines = (logits[:, 0] + 18.5) / 20
    assert ((cosines > 0) & (cosines <= 1)).all()
    assert torch.allclose(logits[:, 0] - logits[:, 1], torch.full((3,), 1.5), atol=1e-4)


def test_padding_changes_nothing(network: Network, pieces: Callable[[str], list[int]]) -> None:
    (short,) = prompts(pieces, QUESTION, HEADING, SENTENCES[:1])
    (long,) = prompts(pieces, QUESTION, HEADING, SENTENCES)
    with torch.no_grad():
        alone, padded = network(batch([short])), network(batch([short, long]))
    assert torch.allclose(alone[0, 0], padded[0, 0], atol=0.05)


def test_groups_of_one_length_give_what_one_batch_gives(
    network: Network, pieces: Callable[[str], list[int]]
) -> None:
    part = [
        Example(next(prompts(pieces, QUESTION, HEADING, said)), frozenset(), frozenset(), False)
        for said in (SENTENCES, SENTENCES[:1], SENTENCES[1:], SENTENCES[2:])
    ]
    with torch.no_grad():
        one, three = (
            logits_of(network, groups, wanted)
            for groups, wanted, _ in (tensors(part), tensors(part, size=2))
        )
    assert one.shape == (4, 3, 2)
    for row, many in enumerate((3, 1, 2, 1)):
        assert torch.allclose(one[row, :many], three[row, :many], atol=0.05)


def test_rounding_keeps_the_ends_and_lets_the_gradient_through() -> None:
    values = torch.tensor([[[-1.0, 0.3, 4.1]]], requires_grad=True)
    found = rounded(values)
    assert torch.allclose(found, values, atol=5.1 / 255 / 2 + 1e-6)
    torch.autograd.backward(found.sum())
    assert values.grad is not None
    assert torch.equal(values.grad, torch.ones_like(values))


def test_the_loss_asks_for_the_gold_sentence_or_for_none() -> None:
    prompt = next(prompts(lambda text: list(range(9)), "w", "", ["a", "b"]))
    gold = Example(prompt, frozenset({1}), frozenset(), undecided=False)
    none = Example(prompt, frozenset(), frozenset(), undecided=False)
    wanted, counts = targets([gold, none])
    assert wanted[..., 0].tolist() == [[0, 1], [0, 0]]
    assert counts[..., 0].tolist() == [[1, 2], [1, 1]]
    right = torch.tensor([[[-5.0, -5], [5, -5]], [[-5, -5], [-5, -5]]])
    assert loss_of(right, wanted, counts, 1) < 0.1 < loss_of(-right, wanted, counts, 1)


def test_the_paragraphs_of_one_question_are_one_choice() -> None:
    prompt = next(prompts(lambda text: list(range(9)), "w", "", ["a"]))
    gold = Example(prompt, frozenset({0}), frozenset(), undecided=False)
    none = Example(prompt, frozenset(), frozenset(), undecided=False)
    wanted, counts = targets([gold, none])
    beaten = torch.tensor([[[5.0, -5]], [[9, -5]]])  # the other paragraph's sentence scores higher
    apart, together = (loss_of(beaten, wanted, counts, runs) for runs in (1, 2))
    log_odds = torch.logsumexp(torch.tensor([5.0, 9, 0]), 0) - 5
    assert together - each_of(beaten, wanted, counts) == pytest.approx(log_odds.item(), abs=1e-4)
    assert apart != together


def each_of(logits: torch.Tensor, wanted: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.binary_cross_entropy_with_logits(
        logits, wanted, weight=counts, reduction="sum"
    ) / len(logits)


def test_what_is_undecided_is_no_answer_but_says_so() -> None:
    prompt = next(prompts(lambda text: list(range(9)), "w", "", ["a", "b"]))
    wanted, counts = targets([Example(prompt, frozenset({0}), frozenset({1}), undecided=True)])
    assert wanted.tolist() == [[[0, 1], [0, 0]]]
    assert counts.tolist() == [[[0.5, 2], [0, 0]]]


def test_an_epoch_is_drawn_by_its_seed(pieces: Callable[[str], list[int]]) -> None:
    letter = tuple(Paragraph("Kop", (f"Zin {number} over de pilot.",)) for number in range(4))
    questions = [
        Question("brief", f"Vraag {number}?", "answerable", number, frozenset({0}), frozenset(), "")
        for number in range(4)
    ]  # fmt: skip
    made = Examples({"brief": letter}, questions, pieces)
    (one,), (again,), (other,) = made.batches(1), made.batches(1), made.batches(2)
    assert one == again != other
    assert len(one) == 4 * (1 + BESIDE)
    assert [bool(each.gold) for each in one] == 4 * [True, *[False] * BESIDE]


def test_a_letter_too_short_is_helped_out_by_another(pieces: Callable[[str], list[int]]) -> None:
    letters = {
        "kort": (Paragraph("Kop", ("Zin over de pilot.",)),),
        "lang": tuple(Paragraph("Kop", (f"Zin {number} over geld.",)) for number in range(9)),
    }
    question = Question("kort", "Pilot?", "answerable", 0, frozenset({0}), frozenset(), "")
    ((own, *beside),) = Examples(letters, [question], pieces).batches(1)
    assert own.gold
    assert len(beside) == BESIDE
