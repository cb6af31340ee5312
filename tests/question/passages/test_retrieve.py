"""Both searches together: the right passage first, its best sentence marked."""

from __future__ import annotations

import pytest

from qa.dutch.text import sentences
from qa.question.passages.retrieve import (
    Weights,
    find_not_yet_known,
    fuse,
    retrieve,
    search_all,
    survey,
)
from qa.question.passages.signals import Asked, holds, may_hold
from qa.question.passages.signals import asked as asked_of
from qa.question.read.reading import read_in
from qa.say.compose import quoted
from qa.store.index import Index
from qa.types import Kind, Wanted


def asked(question: str, index: Index) -> Asked:
    return asked_of(read_in(question, index), index)


def test_the_passage_and_its_sentence_are_found(index: Index) -> None:
    hit = retrieve("Wanneer worden de ideeën van de crimelabs gepresenteerd?", index, 3)[0]
    assert quoted(hit) == "De ideeën worden rond de jaarwisseling gepresenteerd."


def test_a_signature_is_quoted_with_its_name(index: Index) -> None:
    hit = retrieve("Wie is de minister van Justitie?", index, 1)[0]
    assert (
        quoted(hit).split()
        == "De Minister van Justitie en Veiligheid, D. Yeşilgöz-Zegerius".split()
    )


def test_a_note_that_holds_no_word_of_the_question_is_offered_with_its_paragraph(
    index: Index,
) -> None:
    hit = retrieve("In welk Kamerstuk staat de motie Van Oosten en Marcouch?", index, 10)[0]
    assert "Kamerstuk 33 799, nr. 15." in [note.text for note in hit.notes]


def test_each_sentence_of_a_passage_has_its_nearness(index: Index) -> None:
    vector = index.encoder.encode_passages(
        ["De ideeën worden rond de jaarwisseling gepresenteerd."]
    )
    passages = [index.passages.at(row) for row in range(len(index.passages))]
    row = next(row for row, p in enumerate(passages) if "rond de jaarwisseling" in p.text)
    cosines = index.sentences.cosines(vector[0], [row])[0]
    spans = sentences(passages[row].text)
    assert len(cosines) == len(spans)
    best = spans[cosines.index(max(cosines))]
    assert best.of(passages[row].text) == "De ideeën worden rond de jaarwisseling gepresenteerd."
    assert max(cosines) == pytest.approx(1, abs=2e-3)  # kept in half precision


def test_tables_are_never_passages(index: Index) -> None:
    hits = retrieve("overvallen straatroven woninginbraken geweld 2019", index, 50)
    assert hits
    assert Kind.TABLE not in {hit.passage.kind for hit in hits}


def test_the_limit_holds_and_the_order_does_not_depend_on_it(index: Index) -> None:
    few, many = (retrieve("Wat is Stop Heling?", index, limit) for limit in (2, 8))
    assert few == many[:2]


def test_scores_fall_and_share_one_whole(index: Index) -> None:
    shares = [
        each.share for each in survey(read_in("Wat is Stop Heling?", index), index).candidates
    ]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-4)


def test_weights_are_a_parameter(index: Index) -> None:
    by_words = Weights(cosine=0, bm25=1, coverage=0, sentence=0, holds=0)
    first = retrieve("modelprotocol horeca", index, 1, by_words)[0]
    assert dict(first.ranks)["lexicaal"] == 1


def test_all_candidates_of_both_searches_are_ranked(index: Index) -> None:
    rows = search_all("Waar vind ik AJB?", index)
    assert 20 <= len(rows) <= 40
    assert len(set(rows)) == len(rows)


def test_a_bare_address_is_quoted_only_to_who_asks_where(index: Index) -> None:
    def held(question: str) -> set[str]:
        return {index.passages.at(row).text for row in search_all(question, index)}

    address = "https://www.effie.nl/case/nederland-staat-op-tegen-inbrekers"
    assert address not in held("Wat moet ik doen tegen inbrekers?")
    assert address in held("Waar lees ik meer over inbrekers?")


def test_ranks_are_fused_by_their_reciprocals() -> None:
    assert [row for row, _ in fuse(((3, 1), (1, 2)))] == [1, 3, 2]


def test_a_year_that_is_not_known_yet_has_its_sentence(index: Index) -> None:
    hit = find_not_yet_known(2022, index)
    assert hit is not None
    assert quoted(hit).startswith("De cijfers over heel 2022 zijn nog niet bekend")
    assert find_not_yet_known(2010, index) is None


def test_a_rare_word_weighs_more_than_a_common_one_and_asking_words_nothing(index: Index) -> None:
    weights = asked("Wat doet de politie met overvallen en de Alcoholmeter?", index).weights
    assert set(weights) == {"overvall", "alcoholmeter"}
    assert weights["alcoholmeter"] > weights["overvall"]


@pytest.mark.parametrize(
    ("question", "word", "held_by"),
    [
        ("Wat is er gedaan tegen inbraken?", "inbrak", "woninginbrak"),  # the head of a compound
        ("Hoe gaat het met woninginbraken?", "woninginbrak", "inbrak"),
        ("Wat doet de cho?", "cho", "horecaontzegg"),  # the rarest word of the full name
        ("Wat is een collectieve horecaontzegging?", "collectiev", "cho"),
        ("Is er een podkast?", "podkast", "podcast"),  # a typing error
        ("Wie zijn de ambasadeurs?", "ambasadeur", "ambassadeur"),
    ],
)
def test_a_word_is_held_by_compounds_abbreviations_and_what_was_meant(
    question: str, word: str, held_by: str, index: Index
) -> None:
    alike = asked(question, index).alike[word]
    assert alike.counting[0] == (word, 1.0)
    assert 0 < dict(alike.counting)[held_by] < 1


def test_a_common_beginning_alone_is_no_compound(index: Index) -> None:
    assert "gemeen" not in asked("Wat doen de gemeenten?", index).alike["gemeent"].words


@pytest.mark.parametrize(
    ("question", "kind", "text", "held"),
    [
        ("Wanneer start het?", Wanted.WHEN, "Dit start op 1 juli jl.", True),
        ("Wanneer start het?", Wanted.WHEN, "Dit start later.", False),
        ("Op welke datum was dat?", Wanted.WHEN, "In week 41.", True),
        ("Wat is de bron?", Wanted.SOURCE, "Kamerstuk 36 036.", True),
        ("Wat kost dat?", Wanted.MONEY, "Dit kost drie euro.", True),
        ("Hoelang duurt dat?", Wanted.DURATION, "Dat gaat snel.", False),
        ("Wie is de burgemeester?", Wanted.WHO, "dat is burgemeester Hamming", True),
        ("Hoeveel zijn het er?", Wanted.COUNT, "Het zijn er twaalf.", True),
    ],
)
def test_what_a_question_wants_is_seen_in_a_text(
    question: str, kind: Wanted, text: str, held: bool, index: Index
) -> None:
    assert asked(question, index).wanted is kind
    assert holds(text, kind) is held


def test_what_has_no_look_of_its_own_is_not_looked_for() -> None:
    assert [kind for kind in Wanted if not may_hold(kind)] == [
        Wanted.WHY,
        Wanted.SIZE,
        Wanted.OTHER,
    ]
    assert not holds("12", Wanted.OTHER)
