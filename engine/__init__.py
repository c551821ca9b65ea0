"""The parts that Rasa loads by name: the only own code in Rasa's environment (Python 3.10)."""
