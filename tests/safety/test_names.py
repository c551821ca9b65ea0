"""A name in signs.yml that no sign has is refused: it would do nothing, and nobody would see it."""

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.safety import Screen
from nightdesk.safety.screen import _HERE


@pytest.mark.parametrize("part", ["contexts", "statements", "by_others"])
def test_a_mistyped_name_in_a_list_is_refused(part: str) -> None:
    signs = read_yaml(_HERE / "signs.yml")
    signs[part] = [*signs[part], "no_such_sign"]
    with pytest.raises(ValueError, match="no_such_sign"):
        Screen((), signs, read_yaml(_HERE / "cues.yml"))
