"""The encoder gives what its authors' model gives; what is kept on disk holds no text."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from engine.graph import write
from nightdesk.reading import vectors
from nightdesk.reading.encoder import (
    GRAPH,
    MOST_TOKENS,
    POOLED,
    SIZE,
    Encoder,
    encoder,
    meaning,
    read_weights,
)
from nightdesk.reading.linear import LinearModel
from nightdesk.reading.model import Once, intent_of, label, pack, topic_of, unpack
from nightdesk.reading.spanish import in_english
from nightdesk.reading.spelling import respell
from nightdesk.reading.vectors import VectorCache

ROOT = Path(__file__).resolve().parents[2]


def likeness(one: str, other: str) -> float:
    return float(meaning(encoder().encode(one)) @ meaning(encoder().encode(other)))


def test_the_same_meaning_is_near_and_another_one_is_far() -> None:
    assert likeness("does it hurt", "is it painful") > 0.7
    assert likeness("does it hurt", "where can i park my car") < 0.3


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    texts = ["does it hurt", "", "🦔", "a much longer question about what happens afterwards"]
    together = encoder().encode_many(texts)
    assert together.shape == (4, SIZE)
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(encoder().encode(text), row)


def test_a_long_text_is_read_up_to_a_limit() -> None:
    assert np.array_equal(encoder().encode("pain " * MOST_TOKENS), encoder().encode("pain " * 5000))


def test_the_graph_is_what_its_code_writes(tmp_path: Path) -> None:
    write(tmp_path / "graph")
    assert (tmp_path / "graph").read_bytes() == GRAPH.read_bytes()


def test_the_graph_carries_no_weight_of_its_own() -> None:
    assert GRAPH.stat().st_size < 50_000
    assert not np.allclose(Encoder(read_weights(None)).encode("pain"), encoder().encode("pain"))


class Counting:
    """A reader that notes for which texts it had to compute a vector."""

    def __init__(self) -> None:
        self.computed: list[str] = []

    def vector(self, text: str) -> str:
        self.computed.append(text)
        return text

    def read(self, text: str, vector: str) -> tuple[str, str]:
        return text, vector

    def danger(self, text: str, vector: str) -> dict[str, float]:
        return {vector: 1.0}


def test_each_text_of_a_message_is_encoded_once() -> None:
    reader = Counting()
    once = Once(reader, "I have  scars. Does it hurt?", rows=["known"])  # type: ignore[arg-type]
    assert once.read("I have scars. Does it hurt?") == ("I have scars. Does it hurt?", "known")
    assert once.danger("I have scars. Does it hurt?") == {"known": 1.0}
    assert once.read("I have scars.") == once.read("I have scars.")
    once.danger("I have scars")
    assert reader.computed == ["I have scars."]


def test_a_part_is_read_within_its_message_and_for_danger_by_itself() -> None:
    reader = Counting()
    text, parts = "I have scars. Does it hurt?", ["I have scars.", "Does it hurt?"]
    once = Once(reader, text, parts, ["whole", "first", "second"])  # type: ignore[arg-type]
    assert once.read("Does it hurt?") == ("Does it hurt?", "second")
    assert reader.computed == []
    assert once.danger("Does it hurt?") == {"Does it hurt?": 1.0}
    assert once.danger(text) == {"whole": 1.0}


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def test_the_parts_of_a_text_come_at_the_cost_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    read = Encoder._read
    monkeypatch.setattr(Encoder, "_read", lambda self, t: runs.append(len(t)) or read(self, t))
    whole, parking, pain = encoder().encode_parts(
        "is there parking and does it hurt a lot", ["is there parking", "does it hurt a lot"]
    )
    assert len(runs) == 1
    assert np.array_equal(whole, encoder().encode("is there parking and does it hurt a lot"))
    for row, text in ((parking, "is there parking"), (pain, "does it hurt a lot")):
        assert np.allclose([np.linalg.norm(layer) for layer in np.split(row, len(POOLED))], 1)
        assert cosine(row, encoder().encode(text)) > cosine(row, encoder().encode("gift cards"))
    assert cosine(pain, encoder().encode("does it hurt a lot")) > cosine(parking, pain)


@pytest.mark.parametrize("part", ["how much does it cost", "", "does it hurt"])
def test_a_part_that_is_not_in_the_text_or_behind_its_end_is_read_by_itself(part: str) -> None:
    text = "i have scars " * MOST_TOKENS + "does it hurt"
    assert np.array_equal(encoder().encode_parts(text, [part])[1], encoder().encode(part))


def test_a_part_that_comes_twice_is_found_twice() -> None:
    _, first, second = encoder().encode_parts("peel price or laser price", ["price", "price"])
    assert not np.array_equal(first, second)


def test_vectors_are_kept_without_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "kept.npz"
    first = VectorCache(path).vectors(["my secret scar", "price"])
    assert b"secret" not in path.read_bytes()
    assert np.array_equal(VectorCache(path).vectors(["price", "my secret scar"]), first[::-1])


def test_vectors_of_another_encoder_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.npz"
    VectorCache(path).vectors(["price", "pain"])
    monkeypatch.setattr(vectors, "version", lambda: b"another version.")
    monkeypatch.setattr(vectors, "encoder", lambda: Encoder(read_weights(None)))
    found = VectorCache(path).vectors(["price"])
    assert np.allclose(found, Encoder(read_weights(None)).encode_many(["price"]), atol=1e-3)
    with np.load(path) as stored:
        assert len(stored["vectors"]) == 1


@pytest.mark.parametrize("content", [b"", b"rubbish"])
def test_a_damaged_file_of_vectors_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.npz"
    path.write_bytes(content)
    assert VectorCache(path).vectors(["price"]).shape == (1, SIZE)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert VectorCache(tmp_path / "file" / "kept.npz").vectors(["price"]).shape == (1, SIZE)


def test_rows_survive_their_way_through_the_engine() -> None:
    rows = encoder().encode_parts("does it hurt and is it far", ["does it hurt", "is it far"])
    assert np.allclose(unpack(pack(rows)), rows, atol=1e-3)


@pytest.mark.parametrize("packed", [None, "", "AAAA", "not base64!", "é"])
def test_anything_else_is_no_rows(packed: str | None) -> None:
    assert unpack(packed) is None


def test_a_label_holds_intent_and_topic() -> None:
    assert (intent_of(label("ask_treatment", "pain")), topic_of("ask_treatment/pain")) == (
        "ask_treatment",
        "pain",
    )
    assert (label("greet", None), topic_of("greet")) == ("greet", "")


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises((ValueError, KeyError, OSError, EOFError)):
        LinearModel.read(b"rubbish")


def test_spanish_words_are_read_as_english_ones() -> None:
    assert in_english("¿Cuánto DUELE?") == "¿how much hurts?"
    assert in_english("no tomo pastillas y no fumo") == "not i take pills and not smoke cigarettes"
    assert likeness(respell("cuanto cuesta una sesion"), "how much does a session cost") > 0.5


def test_english_stays_as_it_is() -> None:
    assert in_english("no, my son sells pie") == "no, my son sells pie"
    for file in sorted((ROOT / "knowledge").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert in_english(entry["text"]) == entry["text"]
