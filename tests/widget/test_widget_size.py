"""What the widget costs a page: bytes, gzip -9, as a server would send them."""

import gzip
from pathlib import Path

WIDGET = Path(__file__).resolve().parents[2] / "widget"
SIZES = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in WIDGET.glob("*.js")}


def test_the_loader_stays_under_3_kilobytes() -> None:
    assert SIZES["nightdesk.js"] <= 3 * 1024


def test_the_whole_widget_stays_under_21_kilobytes() -> None:
    assert sum(SIZES.values()) <= 21 * 1024, SIZES


def test_no_way_to_read_text_as_markup_is_used() -> None:
    code = "".join(file.read_text() for file in WIDGET.rglob("*.js"))
    for name in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert name not in code


def test_the_demo_page_has_no_inline_script_or_style_and_no_foreign_host() -> None:
    html = (WIDGET / "demo/index.html").read_text()
    assert "<style" not in html
    assert " style=" not in html
    assert "onclick" not in html
    assert "http" not in html.replace("http-equiv", "")
