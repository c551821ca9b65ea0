"""The approved wording in domain/, read as plain data so that it works without the engine."""

from collections.abc import Mapping
from pathlib import Path

from yaml import YAMLError

from nightdesk.base.data import read_yaml
from nightdesk.base.reply import Reply


class Wording:
    """All responses of domain.yml and domain/*.yml by name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    @classmethod
    def load(cls, home: Path) -> "Wording":
        """Read every response below `home`; the first variant of each is the wording.

        Raises ValueError, which names the file, when one cannot be read.
        """
        texts: dict[str, str] = {}
        for path in [home / "domain.yml", *sorted((home / "domain").glob("*.yml"))]:
            try:
                domain = read_yaml(path) or {}
                for name, variants in (domain.get("responses") or {}).items():
                    texts[name] = str(variants[0]["text"])
            except (OSError, YAMLError, AttributeError, LookupError, TypeError) as error:
                raise ValueError(f"{path}: not readable as a list of responses: {error}") from None
        return cls(texts)

    def knows(self, response: str) -> bool:
        """Whether there is a wording of this name."""
        return response in self._texts

    def render(self, reply: Reply) -> str:
        """The text a visitor reads. Raises KeyError for an unknown response or a missing value."""
        if not reply.response:
            return reply.text
        return self._texts[reply.response].format_map(reply.values).strip()
