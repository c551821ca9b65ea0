"""Train the model of this data, unless there is one: python -m engine.train."""

import hashlib
import os
from pathlib import Path
from typing import List

from engine.quiet import quieten

PARTS = ("config.yml", "domain.yml", "domain", "data")
CODE = (
    "engine/classifier.py",
    "engine/importer.py",
    "nightdesk/reading/adapter.npz",
    "nightdesk/reading/classifier.py",
    "nightdesk/reading/encoder.onnx",
    "nightdesk/reading/encoder.py",
    "nightdesk/reading/grams.py",
    "nightdesk/reading/linear.py",
    "nightdesk/reading/model.py",
    "nightdesk/reading/nearest.py",
    "nightdesk/reading/spanish.py",
    "nightdesk/reading/spanish.tsv",
    "nightdesk/reading/spelling.py",
    "requirements/encoder.txt",
)
KEEP = 2


def inputs(root: Path) -> List[Path]:
    """Every file that shapes the model, in a fixed order."""
    found = [root / name for name in CODE]
    for name in PARTS:
        part = root / name
        found += sorted(part.rglob("*.yml")) if part.is_dir() else [part]
    return found


def fingerprint(root: Path) -> str:
    """A short name for exactly these inputs."""
    digest = hashlib.sha256()
    for path in inputs(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def forget_old(models: Path) -> None:
    """Keep the newest models only."""
    newest_first = sorted(models.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in newest_first[KEEP:]:
        path.unlink()


def train(root: Path) -> Path:
    """The path of the model for the data in `root`, trained now if there is none."""
    model = root / "models" / f"{fingerprint(root)}.tar.gz"
    if model.exists():
        os.utime(model)  # the server takes the newest
        return model
    print("engine: training; some minutes once", flush=True)
    quieten()
    from rasa.model_training import train as train_rasa

    result = train_rasa(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=[str(root / "data")],
        output=str(root / "models"),
        fixed_model_name=model.name,
    )
    if result.code != 0 or not model.exists():
        raise SystemExit("training failed")
    forget_old(model.parent)
    return model


if __name__ == "__main__":
    print(f"model: {train(Path.cwd()).relative_to(Path.cwd())}", flush=True)
