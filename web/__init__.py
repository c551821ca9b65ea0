"""The internet's door: the visitor chat API, the widget's files and the staff inbox."""
