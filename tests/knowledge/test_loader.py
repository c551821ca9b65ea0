"""Reading the knowledge folder: a faulty file is named so that a person can mend it."""

from pathlib import Path

import pytest

from nightdesk.knowledge.loader import KnowledgeError, load_entries

ENTRY = """
- id: x-1
  treatment: microneedling
  topic: pain
  questions: [does it hurt, is it painful, how bad is it]
  text: It differs from person to person.
  authority: clinic
  source: {title: Sheet, publisher: Example Clinic, year: 2026, address: ""}
  reviewed_by: Dr. Example
  reviewed_on: 2026-11-01
  expires_on: 2027-11-01
  status: reviewed
"""


def test_reads_every_file_of_the_folder_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text(ENTRY.replace("x-1", "b-1"))
    (tmp_path / "a.yml").write_text(ENTRY.replace("x-1", "a-1") + ENTRY.replace("x-1", "a-2"))
    (tmp_path / "notes.txt").write_text("not knowledge")
    assert [entry.id for entry in load_entries(tmp_path)] == ["a-1", "a-2", "b-1"]


def test_optional_fields_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ENTRY)
    (entry,) = load_entries(tmp_path)
    assert entry.cleared_use is None
    assert entry.clinic_statement is None
    assert entry.further_sources == []


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("  topic: pain\n", "", "topic"),
        ("  reviewed_on: 2026-11-01\n", "", "reviewed_on"),
        ("  topic: pain\n", "  topic: pain\n  topik: pain\n", "topik"),
        ("status: reviewed", "status: approved", "status"),
        ("expires_on: 2027-11-01", "expires_on: someday", "expires_on"),
    ],
)
def test_a_faulty_entry_is_named_with_file_and_field(
    tmp_path: Path, old: str, new: str, names: str
) -> None:
    (tmp_path / "peel.yml").write_text(ENTRY.replace(old, new))
    with pytest.raises(KnowledgeError) as error:
        load_entries(tmp_path)
    assert "peel.yml" in str(error.value)
    assert "x-1" in str(error.value)
    assert names in str(error.value)


@pytest.mark.parametrize("content", ["id: x-1", "", "- [", "just words", "- 5", "\x00"])
def test_a_file_that_is_no_list_of_entries_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "broken.yml").write_text(content)
    with pytest.raises(KnowledgeError, match=r"broken\.yml"):
        load_entries(tmp_path)


def test_a_missing_folder_is_an_error_not_an_empty_knowledge_base(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        load_entries(tmp_path / "knowlege")


def test_a_folder_without_any_entry_is_an_error_and_retires_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not knowledge")
    with pytest.raises(KnowledgeError, match="no entry"):
        load_entries(tmp_path)
