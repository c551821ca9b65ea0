"""Nightdesk's core: knowledge, safety, intake, leads and hand-off. Knows neither Rasa nor the web."""
