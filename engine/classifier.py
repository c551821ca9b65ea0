"""Which intent a message has: Rasa's door to the linear model.

scikit-learn trains it; answering needs NumPy alone. Rasa's own LogisticRegressionClassifier is
the same mathematics, but imports skops at load, which costs 6 to 15 seconds of every start.
"""

import json
from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.linear import LinearModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Rasa's door to `LinearModel`; says nlu_fallback itself when it is too unsure."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`threshold`: below this probability the intent is nlu_fallback."""
        return {"threshold": 0.15, "strength": 20.0}

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[LinearModel] = None,
    ) -> None:
        """Keep where to write; `model` is None until trained or loaded."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has a text (rules add intents without one)."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        labels = [example.get(INTENT) for example in examples]
        self._model = LinearModel.fit(texts, labels, float(self._config["strength"]))
        self._write()
        return self._resource

    def _write(self) -> None:
        assert self._model is not None
        names = {"intents": self._model.intents, "pieces": self._model.pieces}
        with self._storage.write_to(self._resource) as folder:
            (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
            np.savez(folder / "arrays.npz", **self._model.arrays)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IntentClassifier":
        """Read a trained classifier; plain numbers and names only, nothing that can run."""
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
        model = LinearModel(names["intents"], names["pieces"], arrays)
        return cls(config, model_storage, resource, model)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is: nothing after this component trains on intents."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Write the intent and its probability onto each message."""
        for message in messages:
            ranking = self._model.rank(message.get(TEXT) or "") if self._model else []
            best, confidence = ranking[0] if ranking else ("nlu_fallback", 0.0)
            if confidence < float(self._config["threshold"]):
                best = "nlu_fallback"
            message.set(INTENT, {"name": best, "confidence": confidence}, add_to_output=True)
        return messages
