"""Nightdesk's core. It knows neither Rasa nor the web."""
