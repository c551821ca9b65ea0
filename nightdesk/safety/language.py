"""Which language a message is in, by its function words: enough to pick the urgent wording."""

from typing import Literal

from nightdesk.lexicon.text import tokenize

# Words of one language only; "me", "no", "a", "as", "son" and the like are in both.
_SPANISH = """
el la los las un una unos unas de del al y que en con por para mi mis tu su sus se le les lo es
esta estan estoy soy tengo tiene hay pero como cuando donde porque muy mas ya desde hace hoy ayer
si esto eso ella nos ustedes usted puedo puede quiero siento duele despues sin ni hola gracias
ayuda ojo cara labios garganta piel fiebre respirar vivir morir tambien fue
"""
_ENGLISH = """
the and of to in is are was were be been my your his her it its im ive i you he she we they this
that these those with for from on at but not have has had do does did can cant could will would
what when where why how who after since just now got get feel feels please
"""
_ES = frozenset(_SPANISH.split())
_EN = frozenset(_ENGLISH.split())
_READ = 8000  # characters; the rest of a long message is in the same language


def language(text: str) -> Literal["en", "es"]:
    """Spanish when its function words outnumber the English ones, else English."""
    words = [token.word for token in tokenize(text[:_READ]).tokens]
    spanish = sum(word in _ES for word in words)
    return "es" if spanish > sum(word in _EN for word in words) else "en"
