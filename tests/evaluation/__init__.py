"""How well the running product understands visitors: labelled sets, judge, scorecard."""
