"""Vectors that were computed once, kept on disk by a hash of their text (never the text).

The file says which version of the encoder they are of: another one begins an empty file.
"""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Iterable, List
from zipfile import BadZipFile

import numpy as np

from nightdesk.reading.encoder import SIZE, encoder, version

DIGEST = 16
AT_ONCE = 256
"""Texts that a processor takes at a time."""

UNREADABLE = (OSError, ValueError, KeyError, EOFError, BadZipFile)


class VectorCache:
    """A file of vectors. One that cannot be read or written costs time, nothing else."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist."""
        self._path = path
        self._known: Dict[bytes, Any] = {}
        with suppress(*UNREADABLE), np.load(path, allow_pickle=False) as stored:
            keys, rows = stored["keys"], stored["vectors"]
            if stored["version"].tobytes() == version() and rows.shape[1] == SIZE:
                self._known = dict(zip((key.tobytes() for key in keys), rows))

    def vectors(self, texts: Iterable[str]) -> Any:
        """One row for each text, float32; those that are new are computed and kept."""
        texts = list(texts)
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        if missing:
            rows = _encoded(missing).astype(np.float16)
            self._known.update(zip(map(_key, missing), rows))
            self._write()
        found = [self._known[_key(text)] for text in texts]
        return np.array(found, dtype=np.float32).reshape(len(texts), SIZE)

    def _write(self) -> None:
        keys = np.array([np.frombuffer(key, dtype=np.uint8) for key in self._known])
        rows = np.array(list(self._known.values()), dtype=np.float16)
        of = np.frombuffer(version(), dtype=np.uint8)
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.npz")
        with suppress(OSError):  # a folder that is read-only, a full disk
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(part, version=of, keys=keys, vectors=rows)
            part.replace(self._path)


def _encoded(texts: List[str]) -> Any:
    """One row for each text, computed on all processors: a pass by itself keeps to one."""
    encode = encoder().encode_many
    parts = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.concatenate(list(pool.map(encode, parts)))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=DIGEST).digest()
