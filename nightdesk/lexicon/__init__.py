"""The one place that knows how visitors write what they have, take and ask about."""

from nightdesk.lexicon.lexicon import Lexicon, Mention, default

__all__ = ["Lexicon", "Mention", "default"]
