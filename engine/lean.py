"""Make Rasa start fast and answer fast, by leaving out what this assistant does not use.

Rasa imports TensorFlow at start because a few helper modules define classes for neural
training; our model has a linear classifier and rules. Empty stand-ins for those modules, put
in place before Rasa is imported, took start to first answer from 19 s to 5 s and memory from
570 MB to 167 MB. A component that does need TensorFlow would fail at once, on import; plain
`rasa train` and `rasa run` do not come through here and import everything.
"""

import sys
from types import ModuleType
from typing import Any, Dict, Tuple

STAND_INS: Dict[str, Tuple[str, ...]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
    "sklearn.model_selection": ("train_test_split",),
}


def leave_out_tensorflow() -> None:
    """Put empty classes where Rasa looks for TensorFlow's. Call before importing Rasa."""
    for name, classes in STAND_INS.items():
        module = ModuleType(name)
        for class_name in classes:
            setattr(module, class_name, type(class_name, (), {}))
        sys.modules.setdefault(name, module)


def build_answer_schema_once() -> None:
    """Check what the action server answers without checking the JSON schema itself each time.

    Rasa hands its schema to `jsonschema.validate`, which first proves the schema valid against
    the specification of JSON Schema: nine tenths of the time of a turn. The answer is still
    checked against the same schema.
    """
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: Any) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]
