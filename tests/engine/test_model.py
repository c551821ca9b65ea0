"""Training: what the model is named after, and that it can hold no code."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from engine import train
from nightdesk.reading.grams import grams, normalise
from tests.conftest import ROOT
from tests.engine.conftest import PYTHON


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that shape a model, to be changed."""
    for path in train.inputs(ROOT):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


@pytest.mark.parametrize("part", ["config.yml", "domain/greeting.yml", "data/intake/nlu.yml"])
def test_any_changed_input_is_another_model(copy: Path, part: str) -> None:
    before = train.fingerprint(copy)
    assert before == train.fingerprint(ROOT)
    (copy / part).write_text((copy / part).read_text() + "\n")
    assert train.fingerprint(copy) != before


def test_the_newest_two_models_are_kept(tmp_path: Path) -> None:
    for age, name in enumerate(["new", "old", "older", "oldest"]):
        path = tmp_path / f"{name}.tar.gz"
        path.touch()
        train.os.utime(path, (1_000_000 - age, 1_000_000 - age))
    train.forget_old(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.tar.gz", "old.tar.gz"]


@pytest.mark.engine
def test_there_is_nothing_to_do_for_a_trained_model(model: Path) -> None:
    before = model.read_bytes()
    done = subprocess.run([PYTHON, "-m", "engine.train"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == f"model: models/{train.fingerprint(ROOT)}.tar.gz"
    assert model.read_bytes() == before


@pytest.mark.engine
def test_a_model_holds_numbers_and_names_only(model: Path) -> None:
    with tarfile.open(model) as archive:
        endings = {
            Path(name).suffix for name in archive.getnames() if archive.getmember(name).isfile()
        }
    assert endings <= {".json", ".npz", ".yml", ".sha"}


ASK = """
import json, sys
from nightdesk.reading.encoder import encoder
from nightdesk.reading.classifier import Classifier, Manner
pairs = json.load(sys.stdin)
texts, labels = zip(*pairs)
vectors = encoder().encode_many(texts)
first, second = (Classifier.fit(texts, vectors, labels, Manner()) for _ in range(2))
asked = ["does it hurt", "does it hrt", "bye now", "will it be painful for me"]
print(json.dumps([[m.rank(t, encoder().encode(t)) for m in (first, second)] for t in asked]))
"""


@pytest.mark.engine
def test_the_classifier_is_deterministic_and_bears_typos() -> None:
    pairs = [
        ("does it hurt", "pain"),
        ("is it painful", "pain"),
        ("how much does it hurt", "pain"),
        ("bye", "end"),
        ("see you", "end"),
        ("ok bye bye", "end"),
        ("where are you", "place"),
        ("is there parking", "place"),
        ("where is the place", "place"),
    ]
    done = subprocess.run(
        [PYTHON, "-c", ASK], cwd=ROOT, input=json.dumps(pairs), capture_output=True, text=True
    )
    rankings = json.loads(done.stdout)
    assert all(first == second for first, second in rankings)
    assert [first[0][0] for first, _ in rankings] == ["pain", "pain", "end", "pain"]


SAME_PASS = """
import json
import numpy as np
import tensorflow as tf
from engine.adapt import Adapter, Learner, padded
from nightdesk.reading.encoder import ADAPTED, POOLED, Encoder, read_weights, tokenizer
weights = read_weights(adapter=None)
texts = ["does it hurt", "how long is my face red after a peel"]
rows, mask = padded([found.ids for found in tokenizer().encode_batch(texts)])
sizes = {"labels": 2, "danger": 5, "entries": 3, "concerns": 2}
adapter = Adapter(weights, sizes, np.random.default_rng(0))
exact, rounded = adapter.vectors(rows, mask).numpy(), Encoder(weights).encode_many(texts)
likeness = (exact * rounded).sum(axis=1) / len(POOLED)
named = [float(likeness.min()), sorted(adapter.factors()), list(ADAPTED)]
learner = Learner(adapter)
targets = {"labels": [0, 1], "danger": [4, -1], "entries": [2, 0], "concerns": [[0.0, 1.0]] * 2}
targets = {name: tf.constant(wanted) for name, wanted in targets.items()}
losses = [
    float(learner.step(rows, mask, targets, tf.constant(1e-3), tf.constant(at)))
    for at in (1.0, 2.0, 3.0, 4.0)
]
print(json.dumps([*named, losses]))
"""


@pytest.mark.engine
def test_the_adapter_is_learnt_through_the_same_forward_pass() -> None:
    done = subprocess.run([PYTHON, "-c", SAME_PASS], cwd=ROOT, capture_output=True, text=True)
    likeness, factors, adapted, losses = json.loads(done.stdout)
    assert likeness > 0.99  # the encoder itself rounds to 8 bits
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0]
    assert factors == sorted(f"{name}.{half}" for name in adapted for half in ("down", "up"))


JOIN = """
import json
import numpy as np
from engine.adapt import BOTH, JOINED, Examples, joined, noisy
rng = np.random.default_rng(0)
tiers = ["911", "none", "none", ""]
targets = {
    "labels": np.array([[0, 0], [1, 1], [2, 2], [-1, -1]], np.int32),
    "danger": np.array([0, 1, 1, -1], np.int32),
    "entries": np.array([-1, 0, -1, 1], np.int32),
    "concerns": np.zeros((4, 2), np.float32),
}
told = Examples(["cant breathe", "what does it cost", "are you open", "long"], targets,
                {"labels": 3, "danger": 2, "entries": 2, "concerns": 2}, tiers)
more = joined(told, rng)
new = list(zip(more.texts, more.tiers, more.targets["danger"].tolist()))[4:]
labels = more.targets["labels"][4:]
print(json.dumps([
    len(new) == JOINED + BOTH,
    all(("cant breathe" in text) == (tier == "911") == (danger == 0) for text, tier, danger in new),
    any(text.startswith("cant") for text, _, _ in new),
    any(text.endswith("breathe") for text, _, _ in new),
    {n: int((more.targets[n][4:] != -1).sum()) for n in ("entries", "concerns")},
    [bool((labels[:JOINED] == -1).all()), sorted({int(n) for two in labels[JOINED:] for n in two})],
    [noisy(text, rng) for text in ("Does it HURT?", "?", "")],
]))
"""


@pytest.mark.engine
def test_a_sign_of_danger_is_learnt_beside_an_ordinary_request_too() -> None:
    done = subprocess.run([PYTHON, "-c", JOIN], cwd=ROOT, capture_output=True, text=True)
    enough, right, before, after, known, labels, slips = json.loads(done.stdout)
    assert enough
    assert right
    assert (before, after) == (True, True)
    assert known == {"entries": 0, "concerns": 0}
    assert labels == [True, [1, 2]]  # of two ordinary sentences both labels are known
    assert slips[0] != "does it hurt"
    assert abs(len(slips[0]) - len("does it hurt")) == 1
    assert slips[1:] == ["?", ""]


OWNERS = """
import json, pathlib, sys
from engine.adapt import owners
print(json.dumps(owners(pathlib.Path(sys.argv[1]))))
"""


@pytest.mark.engine
def test_an_answer_s_own_sentences_are_learnt_as_its_entry_s(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    shared, short = "The provider decides after a good look at the skin.", "Ask the clinic."
    entries = [
        {"id": "a", "questions": ["Does it hurt?"], "text": f"{shared} {short}"},
        {
            "id": "b",
            "questions": ["How long?"],
            "text": f"A session takes about half an hour or more. {shared}",
        },
    ]
    (tmp_path / "knowledge" / "entries.yml").write_text(json.dumps(entries))  # JSON is YAML
    done = subprocess.run(
        [PYTHON, "-c", OWNERS, tmp_path], cwd=ROOT, capture_output=True, text=True
    )
    assert json.loads(done.stdout) == {
        "Does it hurt?": "a",
        "How long?": "b",
        "A session takes about half an hour or more.": "b",
    }


def test_contact_details_lose_their_identity_before_they_are_counted() -> None:
    assert normalise("Call 555-0142 or a.b@example.com") == "call 000-0000 or  someone@mail "


@pytest.mark.parametrize(
    ("typed", "plain"), [("soooo", "soo"), ("\uff28i", "hi"), ("it\u2019s", "it's")]
)
def test_spelling_of_the_phone_keyboard_is_evened_out(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_a_long_message_is_read_up_to_the_limit() -> None:
    assert grams("word " * 10_000) == grams("word " * 200)
