"""Cut a message into the pieces that the classifier counts. Plain Python, no imports of Rasa."""

import re
import unicodedata
from itertools import pairwise
from typing import List

LONGEST = 1000  # characters; the channel refuses more
_EMAIL = re.compile(r"\S{1,64}@\S{1,99}\.\w+")  # bounded: "@@@..." would take a second
_DIGIT = re.compile(r"\d")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[^\w\s]")


def normalise(text: str) -> str:
    """Lower case; e-mail addresses and digits lose their identity, "soooo" becomes "soo"."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace("\u2019", "'")
    text = _DIGIT.sub("0", _EMAIL.sub(" someone@mail ", text))
    return _STRETCHED.sub(r"\1\1", text)


def grams(text: str) -> List[str]:
    """How it begins, words, pairs of words, and runs of 2 to 5 characters inside a word.

    Beginnings tell "why ..." from "no, ..."; character runs survive most typos.
    """
    words = _WORD.findall(normalise(text))
    pieces = ["b " + word for word in words[:1]] + ["b " + " ".join(words[:2])]
    pieces += ["w " + word for word in words]
    pieces += ["p " + first + " " + second for first, second in pairwise(words)]
    for word in words:
        padded = " " + word + " "
        for size in range(2, 6):
            pieces += ["c " + padded[i : i + size] for i in range(len(padded) - size + 1)]
    return pieces
