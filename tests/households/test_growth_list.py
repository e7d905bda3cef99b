import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def scored(tmp_path):
    """Run the command over a list; returns its rows by the name of the child."""

    def run(text, encoding="utf-8"):
        source, output = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_text(text, encoding=encoding)
        stdout, stderr = StringIO(), StringIO()
        call_command("growth", source, output=output, stdout=stdout, stderr=stderr)
        text = output.read_text(encoding="utf-8")
        delimiter = ";" if ";" in text.split("\n")[0] else ","
        rows = csv.DictReader(StringIO(text), delimiter=delimiter)
        return {row["nama"]: row for row in rows}, stderr.getvalue()

    return run


def test_a_list_comes_back_with_scores_classes_and_flags(scored):
    rows, complaints = scored(
        "nama,jenis_kelamin,umur_hari,berat_kg,tinggi_cm,posisi,edema\n"
        "Ahmad,L,0,2.4,46,,\n"
        'Budi,l,365,"6,0",75,telentang,x\n'
        "Citra,P,273,,65,Berdiri,\n"
        "Dewi,Perempuan,400,9,75,,v\n"
        "Eko,L,1827,18,110,,\n"
    )
    assert complaints == ""
    ahmad = rows["Ahmad"]
    assert (ahmad["z_tbu"], ahmad["z_bbu"]) == ("-2.05", "-2.15")
    assert (ahmad["kelas_tbu"], ahmad["kelas_bbu"]) == ("pendek", "kurang")
    assert rows["Budi"]["z_bbu"] == "-4.14"
    assert rows["Budi"]["tanda"] == "ukur ulang: BB/PB atau BB/TB; ukur ulang: IMT/U"
    assert rows["Citra"]["tanda"] == "ukur ulang: berdiri sebelum 9 bulan"
    assert (rows["Dewi"]["z_bbu"], rows["Dewi"]["z_bbtb"]) == ("", "")
    assert rows["Dewi"]["z_tbu"] != ""
    assert (rows["Eko"]["z_tbu"], rows["Eko"]["kelas_imtu"]) == ("", "")


def test_an_age_may_be_told_by_two_dates_and_semicolons_delimit(scored):
    rows, complaints = scored(
        "Nama;Jenis Kelamin;Tanggal Lahir;Tanggal Ukur;Berat KG;Tinggi cm\n"
        "Ahmad;L;1 Januari 2025;01/01/2026;6;75\n",
        encoding="utf-8-sig",
    )
    assert complaints == ""
    assert rows["Ahmad"]["z_bbu"] == "-4.14"


def test_a_refused_cell_is_named_and_leaves_the_rest(scored):
    rows, complaints = scored(
        "nama,jenis_kelamin,umur_hari,tanggal_lahir,tanggal_ukur,berat_kg,tinggi_cm,"
        "posisi,edema\n"
        "Nol,L,365,,,0,75,,\n"
        "Huruf,L,365,,,enam,75,,\n"
        "Umur,L,setahun,,,6,75,,\n"
        "Tanggal,L,,2025-01-01,besok,6,75,,\n"
        "Lahir,L,,2025-01-01,2024-12-31,6,75,,\n"
        "Edema,L,365,,,6,75,,mungkin\n"
        "Kelamin,,365,,,6,75,,\n"
        "Bulat,L,365.0,,,6,75,,,lebih\n"
        "Pendek,L,365\n"
    )
    assert rows["Nol"]["z_tbu"] == "-0.31"
    assert rows["Nol"]["z_bbu"] == ""
    assert "lebih dari 0 kg" in rows["Nol"]["masalah"]
    assert "bukan angka" in rows["Huruf"]["masalah"]
    assert "bukan jumlah hari" in rows["Umur"]["masalah"]
    assert "Umur tidak diketahui" in rows["Tanggal"]["masalah"]
    assert "mendahului tanggal lahir" in rows["Lahir"]["masalah"]
    assert "bukan v atau x" in rows["Edema"]["masalah"]
    assert "harus L atau P" in rows["Kelamin"]["masalah"]
    assert (rows["Bulat"]["z_bbu"], rows["Bulat"]["masalah"]) == ("-4.14", "")
    assert (rows["Pendek"]["z_bbu"], rows["Pendek"]["masalah"]) == ("", "")
    assert [line.split(":")[0] for line in complaints.splitlines()] == [
        f"Baris {number}" for number in range(2, 9)
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "jenis_kelamin tidak ada"),
        ("nama,umur_hari\n", "jenis_kelamin tidak ada"),
        ("nama,jenis_kelamin,tanggal_lahir\n", "Umur tidak dapat dihitung"),
    ],
)
def test_a_list_without_sex_or_age_is_refused(scored, text, why):
    with pytest.raises(CommandError, match=why):
        scored(text)


def test_a_file_that_is_no_text_is_refused_with_the_remedy(scored, tmp_path):
    with pytest.raises(CommandError, match="Simpan ulang sebagai CSV UTF-8"):
        scored("jenis_kelamin\nPérempuan", encoding="latin-1")
    with pytest.raises(CommandError, match=r"tiada\.csv"):
        call_command("growth", tmp_path / "tiada.csv", output=tmp_path / "out.csv")
