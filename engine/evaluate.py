"""How well the intents are told apart: python -m engine.evaluate (five-fold cross-validation)."""

from collections import Counter
from pathlib import Path
from typing import List, Tuple

import numpy as np
import yaml

from engine.linear import LinearModel

FOLDS = 5
STRENGTH = 20.0


def examples(root: Path) -> List[Tuple[str, str, str]]:
    """Text, intent and topic of every training sentence."""
    found = []
    for path in sorted((root / "data").glob("*/nlu.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines()]
            found += [(line, block["intent"], path.parent.name) for line in lines]
    return found


def evaluate(root: Path) -> None:
    """Print the share of unseen sentences with the right intent, and the right topic."""
    data = examples(root)
    topic_of = {intent: topic for _, intent, topic in data}
    fold_of = np.random.default_rng(0).permutation(len(data)) % FOLDS
    right: "Counter[str]" = Counter()
    right_topics = 0
    for fold in range(FOLDS):
        seen = [data[i] for i in np.flatnonzero(fold_of != fold)]
        model = LinearModel.fit([s[0] for s in seen], [s[1] for s in seen], STRENGTH)
        for i in np.flatnonzero(fold_of == fold):
            text, intent, topic = data[i]
            ranking = model.rank(text)
            guess = ranking[0][0] if ranking else "nlu_fallback"
            right[intent] += guess == intent
            right_topics += topic_of.get(guess) == topic
    total = Counter(intent for _, intent, _ in data)
    for intent in sorted(total, key=lambda name: right[name] / total[name]):
        print(f"{right[intent] / total[intent]:6.2f} {intent} ({total[intent]} examples)")
    print(f"{sum(right.values()) / len(data):6.2f} of {len(data)} sentences: right intent")
    print(f"{right_topics / len(data):6.2f} right topic")


if __name__ == "__main__":
    evaluate(Path.cwd())
