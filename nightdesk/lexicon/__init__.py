"""The one place that knows how visitors write concerns, areas, treatments, medicines, conditions."""

from nightdesk.lexicon.lexicon import Lexicon, Mention, default

__all__ = ["Lexicon", "Mention", "default"]
