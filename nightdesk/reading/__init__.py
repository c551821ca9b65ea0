"""How a text is read: words and meaning as numbers, and what was learnt from examples.

Used by the core and, alone of all the core, by the engine; so it imports nothing but NumPy,
the tokenizer and ONNX Runtime, and runs on the engine's Python too.
"""
