"""Write what the sentence encoder computes, as an ONNX graph: python -m engine.graph

Only the structure is written (nightdesk/reading/encoder.onnx, committed); the weights are handed
to the runtime at load. Needs the package `onnx` (requirements/dev.in). The operators and their
meaning: the ONNX specification, opset 20. The architecture: see nightdesk/reading/encoder.py.
"""

from pathlib import Path
from typing import Any, List, Union

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from nightdesk.reading.encoder import (
    GRAPH,
    HEADS,
    INPUT,
    LAYERS,
    POOLED,
    SIZE,
    WIDTH,
    graph_weights,
    read_weights,
)

OPSET, FORMAT = 20, 9
EPSILON = 1e-12
"""Of the layer norms, as the model was trained."""


class Graph:
    """Nodes in the order in which they are computed, and the constants that they use."""

    def __init__(self) -> None:
        self.nodes: List[NodeProto] = []
        self.constants: List[TensorProto] = []

    def add(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Append a node; the name of its output, or a list of them."""
        names = [f"{kind}_{len(self.nodes)}_{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names if outputs > 1 else names[0]

    def constant(self, value: Any) -> str:
        """Append a small constant; its name."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def linear(self, x: str, name: str) -> str:
        """`x` times a matrix, plus its bias, multiplied in 8 bits.

        Each token's numbers are brought to the same size before they are rounded, and back
        afterwards: what is small in a text would be lost beside what is large.
        """
        last = self.constant(np.array([-1], dtype=np.int64))
        size = self.add("ReduceMax", self.add("Abs", x), last, keepdims=1)
        rounded, step, zero = self.add("DynamicQuantizeLinear", self.add("Div", x, size), outputs=3)
        product = self.add("MatMulInteger", rounded, f"{name}.weight", zero)
        scale = self.add("Mul", step, f"{name}.scale")
        product = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scale)
        return str(self.add("Add", self.add("Mul", product, size), f"{name}.bias"))

    def norm(self, x: str, name: str) -> str:
        """`x` with each token's vector at mean zero and spread one, then scaled and shifted."""
        parts = (f"{name}.weight", f"{name}.bias")
        return str(self.add("LayerNormalization", x, *parts, axis=-1, epsilon=EPSILON))

    def attention(self, x: str, name: str) -> str:
        """Each token's mean of all tokens, weighted by likeness, for each head."""
        apart = self.constant(np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
        joined = self.constant(np.array([0, 0, WIDTH], dtype=np.int64))
        parts = self.add("Split", self.linear(x, f"{name}all"), outputs=3, axis=-1, num_outputs=3)
        query, key, value = (
            self.add("Transpose", self.add("Reshape", part, apart), perm=order)
            for part, order in zip(parts, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True)
        )
        scale = self.constant(np.float32((WIDTH // HEADS) ** -0.5))
        likeness = self.add("Mul", self.add("MatMul", query, key), scale)
        means = self.add("MatMul", self.add("Softmax", likeness, axis=-1), value)
        return str(self.add("Reshape", self.add("Transpose", means, perm=[0, 2, 1, 3]), joined))

    def layer(self, x: str, name: str) -> str:
        """One layer of the encoder."""
        attended = self.attention(x, f"{name}attention.self.")
        attended = self.linear(attended, f"{name}attention.output.dense")
        x = self.norm(self.add("Add", attended, x), f"{name}attention.output.LayerNorm")
        inner = self.add("Gelu", self.linear(x, f"{name}intermediate.dense"), approximate="tanh")
        return self.norm(
            self.add("Add", self.linear(inner, f"{name}output.dense"), x), f"{name}output.LayerNorm"
        )


def build() -> ModelProto:
    """The encoder: the embedded tokens of a text in, what the pooled layers make of each out."""
    graph = Graph()
    x, kept = graph.norm(INPUT, "embeddings.LayerNorm"), []
    for number in range(LAYERS):
        x = graph.layer(x, f"encoder.layer.{number}.")
        if number + 1 in POOLED:
            kept.append(x)
    rows = graph.add("Concat", *kept, axis=-1)
    weights = graph_weights(read_weights(None))
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [_numbers(INPUT, "texts", "tokens", WIDTH)],
            [_numbers(rows, "texts", "tokens", SIZE)],
            [*graph.constants, *(_given_at_load(name, weights[name]) for name in sorted(weights))],
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=FORMAT,
    )


def _numbers(name: str, *shape: Union[str, int]) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _given_at_load(name: str, values: Any) -> TensorProto:
    """A weight that stands nowhere in the file."""
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    declared = TensorProto(name=name, data_type=kind, dims=values.shape)
    declared.data_location = TensorProto.EXTERNAL
    declared.external_data.add(key="location", value="given-at-load")
    return declared


def write(path: Path = GRAPH) -> None:
    """Write the graph."""
    path.write_bytes(build().SerializeToString(deterministic=True))


if __name__ == "__main__":
    write()
