"""The workbook in and out."""

from households.workbook.importing import examine, save
from tests.households.workbooks import exported, sample, told, xlsx


def test_export_gives_the_imported_workbook_back(village):
    found = save(village, xlsx(sample()))
    assert found.problems == []
    assert told(exported(village)) == told(sample())


def test_a_second_import_of_the_same_file_finds_everything_unchanged(village):
    save(village, xlsx(sample()))
    again = examine(village, xlsx(sample()))
    assert again.changes == 0
    assert again.counts["ibu_hamil"] == {"created": 0, "updated": 0, "unchanged": 3}
