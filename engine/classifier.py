"""Which intent a message has: Rasa's door to the trained classifier.

scikit-learn trains it; answering needs NumPy alone. Rasa's own LogisticRegressionClassifier is
the same mathematics, but imports skops at load, which costs 6 to 15 seconds of every start.

Examples may name a topic in their metadata. The model tells topics apart too, because fifty
narrow classes are easier to tell from small talk than one broad class "question"; Rasa is told
the intent only. The core asks the same trained numbers about each part of a message.

A second model tells concerns, a third danger. What is there for the third only (`only: danger`)
would blur the first: sentences on danger and those that sound like it speak of everything.
"""

import hashlib
import inspect
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nightdesk.reading.classifier import Classifier
from nightdesk.reading.encoder import encoder
from nightdesk.reading.model import (
    CONCERNS,
    DANGER,
    LABELS,
    MANNERS,
    NO_DANGER,
    PARTS,
    STEPS_OF_DANGER,
    URGENT,
    VECTOR,
    intent_of,
    label,
    pack,
    vectors,
)
from nightdesk.reading.spelling import respell
from nightdesk.reading.vectors import VectorCache

VECTORS = Path("models") / "vectors.npz"
KINDS = ("py", "npz", "onnx", "tsv")
"""Files in the folder of the classifier that shape a model or the vectors it is given."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Rasa's door to `Classifier`; says nlu_fallback itself when it is too unsure."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`threshold`: below this probability the intent is nlu_fallback. `urgent`: below this one
        an urgent message is taken for what it is next likeliest; the core looks for danger itself.

        `code` is part of what Rasa keeps trained components by: without it, a change of the
        model's code would be answered with the old numbers from Rasa's cache.
        """
        return {"threshold": 0.15, "urgent": 0.8, "code": _code()}

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[Classifier] = None,
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
        """Make an untrained one."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has a text (rules add intents without one)."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts = [respell(example.get(TEXT)) for example in examples]
        rows = VectorCache(VECTORS).vectors(texts)
        about = [_about(example) for example in examples]
        taught = [i for i, known in enumerate(about) if known.get("only") != "danger"]
        labels = [label(examples[i].get(INTENT), about[i].get("topic")) for i in taught]
        self._model = Classifier.fit(
            [texts[i] for i in taught], rows[taught], labels, MANNERS[LABELS]
        )
        told = [i for i, known in enumerate(about) if "concerns" in known]
        concerns = [about[i]["concerns"].split() for i in told]
        of_concerns = Classifier.fit_several(
            [texts[i] for i in told], rows[told], concerns, MANNERS[CONCERNS]
        )
        tiers = [str(known.get("tier", NO_DANGER)) for known in about]
        near = [i for i, known in enumerate(about) if known.get("only") == "danger"]
        of_danger = Classifier.fit(texts, rows, tiers, MANNERS[DANGER], STEPS_OF_DANGER, near)
        with self._storage.write_to(self._resource) as folder:
            (folder / LABELS).write_bytes(self._model.dump())
            (folder / CONCERNS).write_bytes(of_concerns.dump())
            (folder / DANGER).write_bytes(of_danger.dump())
        return self._resource

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
            model = Classifier.read((folder / LABELS).read_bytes(), MANNERS[LABELS])
        return cls(config, model_storage, resource, model)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is: nothing after this component trains on intents."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Write the intent, its probability and the vectors of text and parts onto each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            rows = vectors(encoder(), text, (message.get(METADATA) or {}).get(PARTS, ()))
            best, confidence = self._intent(respell(text), rows[0])
            if confidence < float(self._config["threshold"]):
                best = "nlu_fallback"
            message.set(INTENT, {"name": best, "confidence": confidence}, add_to_output=True)
            message.set(VECTOR, pack(rows), add_to_output=True)  # the core need not compute it
        return messages

    def _intent(self, text: str, vector: Any) -> Tuple[str, float]:
        """The intent of the likeliest label, and the share of all labels of that intent."""
        if self._model is None or not text:
            return "nlu_fallback", 0.0
        ranking = self._model.rank(text, vector)
        if ranking[0][0] == URGENT and ranking[0][1] < float(self._config["urgent"]):
            ranking = ranking[1:]
        best = intent_of(ranking[0][0])
        return best, sum(chance for name, chance in ranking if intent_of(name) == best)


def _code() -> str:
    digest = hashlib.sha256()
    folder = Path(inspect.getfile(Classifier)).parent
    for path in sorted(path for kind in KINDS for path in folder.glob(f"*.{kind}")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _about(example: Message) -> Dict[str, Any]:
    """What the training data's metadata says of an example: its topic, concerns, tier of danger."""
    return (example.get(METADATA) or {}).get("intent") or {}
