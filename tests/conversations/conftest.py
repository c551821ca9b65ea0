"""The running product, one for all talks of this folder."""

from collections.abc import Iterator

import pytest

from tests.conversations.play import Product
from tests.evaluation.ask import running


@pytest.fixture(scope="package")
def product() -> Iterator[Product]:
    with running() as stack:
        yield Product(stack)
