"""The tick boxes under a summary."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe_violations
from tests.widget.samples import BOXES, SUMMARY
from tests.widget.server import FakeClinic, wait_until
from tests.widget.visitor import Chat


@pytest.fixture
def summary(chat: Chat, clinic: FakeClinic) -> Chat:
    clinic.script = {"summary": [SUMMARY], "Change something": [SUMMARY]}
    chat.open()
    chat.say("summary")
    return chat


def box(page: Page, index: int) -> Locator:
    return page.get_by_role("checkbox", name=BOXES[index]["label"])


@pytest.mark.usefixtures("summary")
def test_they_stand_unticked_between_the_summary_and_its_buttons(page: Page) -> None:
    for index in range(len(BOXES)):
        expect(box(page, index)).not_to_be_checked()
        expect(box(page, index)).to_be_enabled()
    order = page.locator(".kind-confirm > :not(.meta)")
    classes = order.evaluate_all("all => all.map(e => e.classList[e.classList.length - 1])")
    assert classes == ["bubble", "boxes", "choices"]
    assert axe_violations(page) == []


@pytest.mark.usefixtures("summary")
def test_what_is_ticked_by_keyboard_goes_along_with_the_button(
    page: Page, clinic: FakeClinic
) -> None:
    box(page, 1).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send it").click()
    wait_until(lambda: len(clinic.sent) == 2)
    assert clinic.sent[-1]["choice"] == "yes"
    assert clinic.sent[-1]["ticked"] == ["chat"]
    expect(box(page, 1)).to_be_disabled()


def test_they_go_along_with_words_only_while_they_are_the_latest(
    summary: Chat, page: Page, clinic: FakeClinic
) -> None:
    box(page, 0).check()
    summary.say("yes")
    summary.say("thanks")
    assert [sent.get("ticked") for sent in clinic.sent] == [None, ["marketing"], None]


@pytest.mark.usefixtures("summary")
def test_a_changed_detail_keeps_the_ticks_and_a_reload_does_not(page: Page) -> None:
    box(page, 0).check()
    page.get_by_role("button", name="Change something").click()
    expect(box(page, 0)).to_have_count(2)
    expect(box(page, 0).last).to_be_checked()
    expect(box(page, 0).last).to_be_enabled()
    expect(box(page, 0).first).to_be_disabled()
    expect(box(page, 1).last).not_to_be_checked()
    page.reload()
    expect(box(page, 0)).to_have_count(2)
    expect(box(page, 0).last).not_to_be_checked()
