"""The workbook on the command line: its JSON, its bar, and how it goes on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from households.models import Household, Person, StagedRow
from households.workbook import importing
from households.workbook.importing import save
from tests.households.workbooks import exported, sample, told, xlsx
from villages.models import Job


def test_the_command_prints_counts_and_saves(village, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    out = StringIO()
    call_command("import_workbook", "33.07.05.2001", str(path), stdout=out)
    told_json = json.loads(out.getvalue())
    assert told_json["created"]["anak"] == 2
    assert told_json["updated"]["anak"] == told_json["unchanged"]["anak"] == 0
    assert told_json["problems"] == told_json["warnings"] == []
    assert told_json["dusun"] == ["Sumber", "Tegalrejo"]
    assert Person.objects.filter(is_child=True).count() == 2


def test_a_dry_run_saves_nothing(village, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    out = StringIO()
    call_command("import_workbook", village.code, str(path), dry_run=True, stdout=out)
    assert json.loads(out.getvalue())["created"]["anak"] == 2
    assert not Household.objects.exists()


def test_the_command_ends_with_1_when_there_are_problems(village, tmp_path):
    book = sample()
    book["anak"][0]["jenis_kelamin"] = "Q"
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(book).read())
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_workbook", village.code, str(path), stdout=out)
    assert ended.value.code == 1
    (problem,) = json.loads(out.getvalue())["problems"]
    assert list(problem) == ["sheet", "row", "column", "value", "problem", "remedy"]
    assert not Household.objects.exists()


@pytest.mark.parametrize("code", ["3307059999", "desa"])
def test_the_command_refuses_a_village_that_is_not_there(village, code, tmp_path):
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("import_workbook", code, str(tmp_path))


@pytest.mark.parametrize("name", ["keluar.xlsx", "keluar.zip", "keluar"])
def test_what_the_commands_export_they_import_without_change(village, tmp_path, name):
    save(village, xlsx(sample()))
    path = tmp_path / name
    call_command("export_workbook", village.code, str(path), stdout=StringIO())
    out = StringIO()
    call_command("import_workbook", village.code, str(path), stdout=out)
    found = json.loads(out.getvalue())
    assert sum(found["unchanged"].values()) == 16
    assert sum(found["created"].values()) + sum(found["updated"].values()) == 0


@pytest.mark.parametrize("name", ["keluar.xlsx", "keluar.zip", "keluar"])
def test_an_export_makes_the_same_village_elsewhere(village, neighbour, tmp_path, name):
    save(village, xlsx(sample()))
    path = tmp_path / name
    call_command("export_workbook", village.code, str(path), stdout=StringIO())
    assert save(neighbour, path).problems == []
    assert told(exported(neighbour)) == told(exported(village))


class Terminal(StringIO):
    """An output that somebody looks at."""

    def isatty(self):
        return True


def test_on_a_terminal_a_bar_tells_how_far_it_is(village, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    out, seen = StringIO(), Terminal()
    call_command("import_workbook", village.code, str(path), stdout=out, stderr=seen)
    assert "membaca" in seen.getvalue()
    assert "100 %" in seen.getvalue()
    assert json.loads(out.getvalue())["created"]["anak"] == 2


def test_a_command_leaves_no_staged_rows_behind(village, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    call_command("import_workbook", village.code, str(path), stdout=StringIO())
    assert not Job.objects.exists()
    assert not StagedRow.objects.exists()


def test_a_command_that_was_stopped_goes_on_behind_the_rows_it_had_read(
    village, tmp_path
):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())

    def stop(job):
        if job.staged_rows.filter(sheet=2).exists():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(village, path, watcher=stop)
    read = set(StagedRow.objects.values_list("pk", flat=True))
    assert read
    assert not Household.objects.exists()
    kept = []
    save(village, path, watcher=lambda job: kept.append(staged(job)))
    assert read <= max(kept, key=len)
    assert told(exported(village)) == told(sample())
    assert not Job.objects.exists()


def staged(job):
    return set(job.staged_rows.values_list("pk", flat=True))


def test_the_command_says_how_to_go_on_when_it_is_stopped(
    village, tmp_path, monkeypatch
):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    heard = StringIO()

    def press_ctrl_c(job):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "look_through", press_ctrl_c)
    with pytest.raises(SystemExit) as ended:
        call_command("import_workbook", village.code, str(path), stderr=heard)
    assert ended.value.code == 130
    assert "perintah yang sama" in heard.getvalue()
