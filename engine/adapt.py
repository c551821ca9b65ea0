"""Learn the encoder's adapter from our own sentences: python -m engine.adapt

A low-rank change of each matrix (LoRA, Hu et al. 2021), learnt so that the vectors tell apart what
we ask of them: the kind of a message and its topic, its danger, its concerns, and which entry a
question is of. The result is committed (`nightdesk/reading/adapter.npz`), since it takes 30 to 55
minutes on two cores; new sentences and entries do not need a new one. TensorFlow is there with
Rasa.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np
import tensorflow as tf
import yaml
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT

from nightdesk.reading.encoder import (
    ADAPTED,
    ADAPTER,
    HEADS,
    LAYERS,
    POOLED,
    WIDTH,
    Weights,
    read_weights,
    tokenizer,
)
from nightdesk.reading.model import NO_DANGER, label
from nightdesk.reading.spelling import respell

RANK, SCALE = 16, 1.5
EPOCHS, BATCH, PEAK, WARM_UP = 2, 64, 1e-3, 100
"""The learning rate rises to PEAK in WARM_UP steps and then falls to nothing."""
KEPT = 0.75
"""The share of the change that is kept. Between the encoder as it came and as it was learnt
it reads sentences of other kinds than ours better (docs/decisions/0012-adapter.md)."""
HEADS_FASTER = 5.0
TOKENS = 64
SORTED = 2048
"""So many sentences at a time are sorted by length, which leaves little to pad."""
SMOOTHING, DROPPED = 0.05, 0.1
FEATURE_SCALE = 8.0
ENTRY_SHARE = 0.7
LEAST_WORDS = 6
"""Of a sentence of an answer that is learnt as its entry's."""
JOINED, JOINED_WORDS = 12_000, 45
"""So many times two sentences are put together, half of them with danger in one: people hide a sign
in an ordinary request. Together they are as long as a window of the second net at most."""
BOTH = 8_000
"""So many times two sentences of different labels are: people ask two things in one breath."""
NOISY = 0.3
"""The share of sentences that are read without capitals and marks and with a slip of the finger."""
NOT_SAID = -1


@dataclass
class Examples:
    """Sentences with what is known of each; NOT_SAID where nothing is."""

    texts: List[str]
    targets: Dict[str, Any]
    """Numbers for `danger` and `entries`, two for `labels` (the same unless a text has two); a row
    of 0 and 1 for `concerns`."""
    sizes: Dict[str, int]
    tiers: List[str]
    """The tier of danger of each, NO_DANGER, or "" where it is not known."""


def read_examples(root: Path) -> Examples:
    """All training sentences, and the ways of asking and the answer's sentences of each entry."""
    importer = TrainingDataImporter.load_from_config(
        str(root / "config.yml"), str(root / "domain.yml"), [str(root / "data")]
    )
    told = [m for m in importer.get_nlu_data().intent_examples if m.get(TEXT)]
    about = [(m.get(METADATA) or {}).get("intent") or {} for m in told]
    owner_of = owners(root)
    texts = [respell(m.get(TEXT)) for m in told]
    more = sorted(owner_of.keys() - set(texts))
    labels = [
        "" if known.get("only") == "danger" else label(m.get(INTENT), known.get("topic"))
        for m, known in zip(told, about, strict=True)
    ]
    danger = [str(known.get("tier", NO_DANGER)) for known in about]
    concerns = [known["concerns"].split() if "concerns" in known else None for known in about]
    names = sorted({name for found in concerns for name in found or ()})
    rows = [
        [NOT_SAID if found is None else float(name in found) for name in names]
        for found in [*concerns, *([None] * len(more))]
    ]
    blank = [""] * len(more)
    targets = {
        "labels": np.repeat(_numbered([*labels, *blank])[:, None], 2, axis=1),
        "danger": _numbered([*danger, *blank]),
        "entries": _numbered([owner_of.get(text, "") for text in [*texts, *more]]),
        "concerns": np.array(rows, dtype=np.float32),
    }
    sizes = {name: int(found.max()) + 1 for name, found in targets.items() if name != "concerns"}
    return Examples([*texts, *more], targets, {**sizes, "concerns": len(names)}, [*danger, *blank])


def joined(examples: Examples, rng: Any) -> Examples:
    """The examples and more: a harmless sentence beside one of danger, or beside another."""
    short = [i for i, text in enumerate(examples.texts) if len(text.split()) <= JOINED_WORDS // 2]
    calm = [i for i in short if examples.tiers[i] == NO_DANGER]
    urgent = [i for i in short if examples.tiers[i] not in (NO_DANGER, "")]
    asked = [i for i in calm if examples.targets["labels"][i, 0] != NOT_SAID]
    told = np.concatenate(
        [rng.choice(urgent, JOINED // 2), rng.choice(calm, JOINED // 2), rng.choice(asked, BOTH)]
    )
    beside = np.concatenate([rng.choice(calm, JOINED), rng.choice(asked, BOTH)])
    texts = [
        rng.choice([" ", ". ", " also ", " btw ", " and "]).join(
            rng.permutation([examples.texts[one], examples.texts[other]])
        )
        for one, other in zip(told, beside, strict=True)
    ]
    labels = examples.targets["labels"][np.stack([told, beside], axis=1), 0]
    labels[:JOINED] = NOT_SAID  # a sign of danger has no topic of its own
    unknown = np.full(len(texts), NOT_SAID, dtype=np.int32)
    more = {
        "labels": labels,
        "entries": unknown,
        "danger": examples.targets["danger"][told],
        "concerns": np.full((len(texts), examples.sizes["concerns"]), NOT_SAID, dtype=np.float32),
    }
    targets = {
        name: np.concatenate([known, more[name]]) for name, known in examples.targets.items()
    }
    tiers = [*examples.tiers, *(examples.tiers[i] for i in told)]
    return Examples([*examples.texts, *texts], targets, examples.sizes, tiers)


def noisy(text: str, rng: Any) -> str:
    """The text as a hurried thumb types it: no capitals, no marks, one letter lost or twice."""
    plain = "".join(c for c in text.lower() if c.isalnum() or c.isspace())
    if len(plain) < 2:
        return text
    at = int(rng.integers(len(plain)))
    return plain[:at] + (plain[at] * 2 if rng.random() < 0.5 else "") + plain[at + 1 :]


def owners(root: Path) -> Dict[str, str]:
    """Way of asking, or sentence of the answer that no other entry has -> the entry it is of."""
    files = sorted((root / "knowledge").glob("*.yml"))
    entries = [e for path in files for e in yaml.safe_load(path.read_text(encoding="utf-8"))]
    told = [(sentence, entry["id"]) for entry in entries for sentence in _sentences(entry["text"])]
    often = Counter(sentence for sentence, _ in told)
    found = {sentence: owner for sentence, owner in told if often[sentence] == 1}
    found |= {respell(way): entry["id"] for entry in entries for way in entry["questions"]}
    return found


def _sentences(text: str) -> List[str]:
    """The sentences of an answer that say something by themselves."""
    found = re.split(r"(?<=[.!?])\s+", text)
    return [sentence for sentence in found if len(sentence.split()) >= LEAST_WORDS]


def _numbered(names: List[str]) -> Any:
    numbers = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([numbers.get(name, NOT_SAID) for name in names], dtype=np.int32)


class Adapter(tf.Module):  # type: ignore[misc]
    """The encoder's forward pass (`engine/graph.py`) with what is learnt beside it."""

    def __init__(self, weights: Weights, sizes: Dict[str, int], rng: Any) -> None:
        self._w = {name: tf.constant(value) for name, value in weights.items()}
        self.down, self.up = {}, {}
        for name in ADAPTED:
            wide, narrow = weights[f"{name}.weight"].shape
            first = rng.normal(0, narrow**-0.5, (narrow, RANK)).astype(np.float32)
            self.down[name] = tf.Variable(first)
            self.up[name] = tf.Variable(np.zeros((RANK, wide), np.float32))
        self.heads = {
            name: (
                tf.Variable(np.zeros((_width(name), size), np.float32)),
                tf.Variable(np.zeros(size, np.float32)),
            )
            for name, size in sizes.items()
        }

    def vectors(self, tokens: Any, mask: Any) -> Any:
        """A row for each text: the pooled layers, each of length one."""
        w, texts, longest = self._w, tf.shape(mask)[0], tf.shape(mask)[1]
        x = tf.gather(w["embeddings.word_embeddings.weight"], tokens)
        x += w["embeddings.position_embeddings.weight"][:longest]
        x += w["embeddings.token_type_embeddings.weight"][0]
        x = self._normed(tf.reshape(x, [-1, WIDTH]), "embeddings.LayerNorm")
        hidden = (1 - mask)[:, None, None, :] * -1e9
        pooled = []
        for number in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{number}.", hidden, [texts, longest])
            if number + 1 in POOLED:
                total = tf.reduce_sum(tf.reshape(x, [texts, longest, WIDTH]) * mask[:, :, None], 1)
                pooled.append(tf.math.l2_normalize(total, -1))
        return tf.concat(pooled, 1)

    def loss(self, tokens: Any, mask: Any, targets: Dict[str, Any]) -> Any:
        """How badly the vectors tell apart what they should; a sum over all that is known."""
        features = tf.nn.dropout(self.vectors(tokens, mask) * FEATURE_SCALE, DROPPED)
        labels = self._by_class("labels", features, targets)
        danger = self._by_class("danger", features, targets)
        entries = self._by_class("entries", features[:, -WIDTH:], targets)
        return labels + danger + self._concerns(features, targets) + ENTRY_SHARE * entries

    def _by_class(self, name: str, features: Any, targets: Dict[str, Any]) -> Any:
        numbers = tf.reshape(targets[name], [tf.shape(features)[0], -1])
        known = tf.cast(numbers[:, 0] >= 0, tf.float32)
        scores = self._scores(name, features)
        size = scores.shape[-1]
        wanted = tf.reduce_mean(tf.one_hot(tf.maximum(numbers, 0), size), 1)
        wanted = wanted * (1 - SMOOTHING) + SMOOTHING / size
        each = tf.nn.softmax_cross_entropy_with_logits(wanted, scores)
        return tf.reduce_sum(known * each) / BATCH

    def _concerns(self, features: Any, targets: Dict[str, Any]) -> Any:
        wanted = targets["concerns"]
        known = tf.cast(wanted[:, 0] >= 0, tf.float32)
        each = tf.nn.sigmoid_cross_entropy_with_logits(
            tf.maximum(wanted, 0.0), self._scores("concerns", features)
        )
        return tf.reduce_sum(known * tf.reduce_sum(each, 1)) / BATCH

    def _scores(self, name: str, features: Any) -> Any:
        weights, bias = self.heads[name]
        return tf.matmul(features, weights) + bias

    def _layer(self, x: Any, name: str, hidden: Any, shape: List[Any]) -> Any:
        attended = self._linear(
            self._attention(x, name + "attention.self.", hidden, shape),
            name + "attention.output.dense",
        )
        x = self._normed(attended + x, name + "attention.output.LayerNorm")
        inner = tf.nn.gelu(self._linear(x, name + "intermediate.dense"), approximate=True)
        return self._normed(
            self._linear(inner, name + "output.dense") + x, name + "output.LayerNorm"
        )

    def _attention(self, x: Any, name: str, hidden: Any, shape: List[Any]) -> Any:
        size = WIDTH // HEADS
        query, key, value = (
            tf.transpose(
                tf.reshape(self._linear(x, name + part), [*shape, HEADS, size]), [0, 2, 1, 3]
            )
            for part in ("query", "key", "value")
        )
        scores = tf.matmul(query, key, transpose_b=True) / np.float32(size**0.5)
        mixed = tf.matmul(tf.nn.softmax(scores + hidden), value)
        return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [-1, WIDTH])

    def _linear(self, x: Any, name: str) -> Any:
        plain = tf.matmul(x, self._w[f"{name}.weight"], transpose_b=True)
        change = tf.matmul(tf.matmul(x, self.down[name]), self.up[name])
        return plain + self._w[f"{name}.bias"] + SCALE * change

    def _normed(self, x: Any, name: str) -> Any:
        centred = x - tf.reduce_mean(x, -1, keepdims=True)
        spread = tf.math.rsqrt(tf.reduce_mean(centred * centred, -1, keepdims=True) + 1e-12)
        return centred * spread * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]

    def factors(self) -> Dict[str, Any]:
        """What is stored: for each matrix the two factors of its change."""
        found = {f"{name}.down": self.down[name].numpy().T for name in ADAPTED}
        found |= {f"{name}.up": KEPT * SCALE * self.up[name].numpy().T for name in ADAPTED}
        return {name: value.astype(np.float16) for name, value in found.items()}


def _width(head: str) -> int:
    """Entries are told apart by the part of a vector that is compared by cosine."""
    return WIDTH if head == "entries" else WIDTH * len(POOLED)


class Learner:
    """Adam (Kingma and Ba 2015), by hand: Keras's costs more time than the step itself."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        slow = [*adapter.down.values(), *adapter.up.values()]
        fast = [variable for head in adapter.heads.values() for variable in head]
        self._rates = [1.0] * len(slow) + [HEADS_FASTER] * len(fast)
        self._all = slow + fast
        self._mean = [tf.Variable(tf.zeros_like(v)) for v in self._all]
        self._square = [tf.Variable(tf.zeros_like(v)) for v in self._all]

    @tf.function(reduce_retracing=True)
    def step(self, tokens: Any, mask: Any, targets: Dict[str, Any], rate: Any, at: Any) -> Any:
        """Learn from one batch; `at` counts the steps from 1. Returns the loss."""
        with tf.GradientTape() as tape:
            loss = self._adapter.loss(tokens, mask, targets)
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, self._all), 1.0)
        # TensorFlow's zip, which stands in for Python's here, knows no "strict"
        for variable, mean, square, slope, faster in zip(  # noqa: B905
            self._all, self._mean, self._square, slopes, self._rates
        ):
            mean.assign(0.9 * mean + 0.1 * slope)
            square.assign(0.99 * square + 0.01 * slope * slope)
            size = tf.sqrt(square / (1 - 0.99**at)) + 1e-8
            variable.assign_sub(rate * faster * mean / (1 - 0.9**at) / size)
        return loss


def batches(lengths: List[int], rng: Any) -> Iterator[Any]:
    """Every sentence once, in batches of about the same length, in random order."""
    order = rng.permutation(len(lengths))
    found: List[Any] = []
    for start in range(0, len(order), SORTED):
        some = sorted(order[start : start + SORTED], key=lambda i: lengths[i])
        found += [np.array(some[at : at + BATCH]) for at in range(0, len(some), BATCH)]
    yield from (found[i] for i in rng.permutation(len(found)))


def padded(tokens: List[List[int]]) -> Tuple[Any, Any]:
    """Tokens as rows of one length, and 1 where there is one."""
    longest = -(-max(map(len, tokens)) // 4) * 4  # few shapes, so that few are compiled
    rows = np.zeros((len(tokens), longest), dtype=np.int32)
    mask = np.zeros((len(tokens), longest), dtype=np.float32)
    for at, found in enumerate(tokens):
        rows[at, : len(found)], mask[at, : len(found)] = found, 1
    return rows, mask


def adapt(root: Path, steps: int = 0) -> Dict[str, Any]:
    """The factors learnt from the data in `root`; after `steps`, or else after EPOCHS."""
    rng = np.random.default_rng(0)
    cut, examples = tokenizer().encode_batch, joined(read_examples(root), rng)
    lengths = [len(e.ids) for e in cut(examples.texts)]
    adapter = Adapter(read_weights(None), examples.sizes, rng)
    learner, begun = Learner(adapter), time.monotonic()
    each = list(range(EPOCHS * (len(lengths) // BATCH + 1)))
    chosen = (batch for _ in range(EPOCHS) for batch in batches(lengths, rng))
    for at, batch in zip(each[: steps or None], chosen, strict=False):
        texts = [examples.texts[i] for i in batch]
        texts = [noisy(text, rng) if rng.random() < NOISY else text for text in texts]
        read = cut(texts)
        rows, mask = padded([tokenized.ids[:TOKENS] for tokenized in read])
        targets = {name: tf.constant(found[batch]) for name, found in examples.targets.items()}
        rate = PEAK * min(1, (at + 1) / WARM_UP) * max(0.02, 1 - at / len(each))
        loss = learner.step(
            tf.constant(rows), tf.constant(mask), targets, tf.constant(rate, tf.float32),
            tf.constant(at + 1.0),
        )  # fmt: skip
        if at % 50 == 0:
            spent = time.monotonic() - begun
            print(f"step {at} of {len(each)}: loss {float(loss):.3f}, {spent:.0f} s", flush=True)
    return adapter.factors()


if __name__ == "__main__":
    np.savez_compressed(ADAPTER, **adapt(Path.cwd()))
