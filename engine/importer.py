"""Reads domain/<topic>.yml together with domain.yml, for any Rasa command."""

from pathlib import Path
from typing import Any, Optional

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter


class TopicImporter(RasaFileImporter):
    """Rasa's own file importer, plus the domain of each topic.

    The wording lives in the domain and not in data/, where Rasa would take every changed
    sentence for changed training data.
    """

    def __init__(self, config_file: Optional[str] = None, *args: Any, **kwargs: Any) -> None:
        """Remember where the project is: beside its config file."""
        super().__init__(config_file, *args, **kwargs)
        self._topics = Path(config_file or "config.yml").parent / "domain"

    def get_domain(self) -> Domain:
        """domain.yml merged with each file in domain/, in the order of their names."""
        domain = super().get_domain()
        for path in sorted(self._topics.glob("*.yml")):
            domain = domain.merge(Domain.load(str(path)))
        return domain
