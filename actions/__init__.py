"""Rasa's door into the core: one thin action for each topic."""
