"""What is wrong with a merged workbook, and what is merely doubtful."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from households import plausible, plausible_births, plausible_measures
from households.ages import completed_months
from households.plausible import Span
from households.plausible_births import PregnancyFacts
from households.plausible_measures import Child
from villages.nik import nik_warnings
from villages.quarters import Triwulan
from villages.wording import long_date

from . import checking_together
from .columns import (
    BY_NAME,
    CHANGES,
    CHILD_RECORDS,
    CHILDREN,
    FACILITIES,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    PREGNANCY_RECORDS,
    Sheet,
)
from .findings import Findings
from .gone import GONE, is_gone
from .merging import REFERENCES, Book, Entry, month_of

_ALSO = {  # fields that rules name and no column of the sheet keeps
    PREGNANCIES.name: {"born_on": "tanggal_lahir", "nik": "nik"},
    PAUD.name: {"month": "bulan"},
    CHANGES.name: {"stated_on": "tanggal"},
}
_COLUMN_OF = {
    name: {column.field: column.name for column in sheet.columns if column.field}
    | _ALSO.get(name, {})
    for name, sheet in BY_NAME.items()
}


@dataclass
class Checker:
    """Checks one merged workbook; `final` are the quarters that are closed."""

    book: Book
    today: date
    final: frozenset[Triwulan]
    bad_keys: set[tuple[str, Any]]

    def __post_init__(self) -> None:
        self.out = Findings(self.book)
        self.rules: dict[str, Callable[[Entry], None]] = {
            HOUSEHOLDS.name: self.household,
            PREGNANCIES.name: self.pregnancy,
            CHILDREN.name: self.child,
            PREGNANCY_RECORDS.name: self.pregnancy_record,
            CHILD_RECORDS.name: self.child_record,
            PAUD.name: self.paud,
            CHANGES.name: self.change,
            FACILITIES.name: lambda _: None,
        }

    def check(self, *sheets: Sheet) -> Findings:
        """Check what the file changes in these sheets, and what hangs on that."""
        self.out = Findings(self.book)
        for sheet in sheets:
            rule = self.rules[sheet.name]
            for entry in self.book.entries(sheet.name):
                if is_gone(entry, self.book.gone):
                    key = BY_NAME[entry.sheet].identity[0]
                    self.out.refuse(entry, key, *GONE)
                elif self.out.is_touched(entry) and self.has_its_references(entry):
                    rule(entry)
                if entry.is_changed:
                    checking_together.final_quarters(self.out, entry, self.final)
        return self.out

    def check_together(self) -> Findings:
        """Check what only several rows of the register can tell."""
        self.out = Findings(self.book)
        checking_together.open_pregnancies(self.out)
        checking_together.doubled_niks(self.out)
        return self.out

    def rule(
        self,
        entry: Entry,
        problems: Sequence[plausible.Problem],
        doubts: Sequence[plausible.Problem] = (),
    ) -> None:
        """Note what the plausibility rules say of a row."""
        columns = _COLUMN_OF[entry.sheet]
        for found in problems:
            self.out.refuse(entry, columns[found.field], found.sentence, found.remedy)
        for found in () if problems else doubts:
            self.out.warn(entry, columns[found.field], found.sentence, found.remedy)

    # -- references

    def has_its_references(self, entry: Entry) -> bool:
        """Whether every row it names is there; else say so, once, at the cause."""
        references = list(REFERENCES.get(entry.sheet, ()))
        if entry.sheet == CHANGES.name:
            references = [("id", entry.values["jenis"])]
        is_whole = True
        for column, sheet in references:
            key = entry.values[column]
            if key is None or self.book.find(sheet, key):
                continue
            is_whole = False
            if entry.row and self.bad_keys & {(sheet, key), (sheet, None)}:
                self.out.dependents.append(entry)
            else:
                self.out.refuse(
                    entry,
                    column,
                    f"{BY_NAME[sheet].label} dengan kunci ini tidak ada.",
                    f"Tambahkan barisnya pada lembar {sheet}, atau perbaiki kuncinya.",
                )
        return is_whole

    # -- rows

    def household(self, entry: Entry) -> None:
        day = entry.values["tanggal_daftar"]
        self.rule(entry, plausible.registration_problems(day, self.today))

    def home_of(self, entry: Entry) -> Entry:
        home = self.book.find(HOUSEHOLDS.name, entry.values["id_rt"])
        assert home is not None  # has_its_references
        return home

    def pregnancy(self, entry: Entry) -> None:
        facts, values = _pregnancy_facts(entry), entry.values
        around = facts.ended_on or facts.due_on
        self.rule(
            entry,
            [
                *plausible.registration_problems(
                    facts.registered_on,
                    self.today,
                    household_registered_on=self.home_of(entry).values[
                        "tanggal_daftar"
                    ],
                ),
                *plausible_births.pregnancy_problems(facts, self.today),
                *plausible.woman_problems(
                    values["tanggal_lahir"], self.today, on=around
                ),
                *plausible.exit_problems(_span(entry), self.today),
            ],
            [
                *plausible_births.pregnancy_doubts(facts, self.today),
                *plausible.woman_doubts(values["tanggal_lahir"], around),
            ],
        )
        self.identity(entry, "P")

    def child(self, entry: Entry) -> None:
        values = entry.values
        born, registered = values["tanggal_lahir"], values["tanggal_daftar"]
        mother = self.book.find(PREGNANCIES.name, values["id_ibu"])
        newborn = Child(values["jenis_kelamin"], 0, 0)
        kg, cm = values["berat_lahir_kg"], values["panjang_lahir_cm"]
        fields = ("birth_weight_kg", "birth_length_cm")
        self.rule(
            entry,
            [
                *plausible.child_problems(
                    born,
                    registered,
                    self.today,
                    household_registered_on=self.home_of(entry).values[
                        "tanggal_daftar"
                    ],
                    mother_born_on=mother.values["tanggal_lahir"] if mother else None,
                ),
                *plausible.exit_problems(_span(entry), self.today),
                *plausible_measures.weight_problems(kg, newborn, field=fields[0]),
                *plausible_measures.length_problems(cm, newborn, field=fields[1]),
            ],
            [
                *plausible.child_doubts(born, self.today),
                *plausible_measures.measure_doubts(kg, cm, newborn, fields=fields),
            ],
        )
        self.identity(entry, values["jenis_kelamin"])
        if mother:
            self.birth(entry, mother)

    def birth(self, child: Entry, mother: Entry) -> None:
        """The birth should be the delivery that the mother's row tells."""
        ended = mother.values["tanggal_melahirkan"]
        if ended is None:
            self.out.warn(
                child,
                "id_ibu",
                "Kehamilan ini belum ditandai melahirkan, padahal anaknya terdaftar.",
                "Isi tanggal_melahirkan pada lembar ibu_hamil.",
            )
        elif ended != child.values["tanggal_lahir"]:
            self.out.warn(
                child,
                "tanggal_lahir",
                f"Ibunya melahirkan {long_date(ended)}.",
                "Samakan tanggal lahir anak dan tanggal melahirkan ibu.",
            )

    def identity(self, entry: Entry, sex: str) -> None:
        nik = entry.values["nik"]
        for sentence in (
            nik_warnings(nik, entry.values["tanggal_lahir"], sex) if nik else ()
        ):
            problem, _, remedy = sentence.partition(". ")
            self.out.warn(entry, "nik", f"{problem}.", remedy)

    def pregnancy_record(self, entry: Entry) -> None:
        mother, values = self.book.target_of(entry), entry.values
        assert mother is not None
        day = values["tanggal_periksa"]
        self.rule(
            entry,
            [
                *plausible.visit_problems(day, _span(mother), self.today),
                *plausible_measures.mother_problems(
                    values["lila_cm"], values["jumlah_pil_fe"], values["nifas"]
                ),
            ],
            [
                *plausible_births.record_doubts_of_mother(
                    day, _pregnancy_facts(mother)
                ),
                *plausible_measures.mother_doubts(
                    values["status_kehamilan"] or "",
                    values["lila_cm"],
                    values["jumlah_pil_fe"],
                ),
            ],
        )

    def child_record(self, entry: Entry) -> None:
        child, values = self.book.target_of(entry), entry.values
        assert child is not None
        day, born = values["tanggal_periksa"], child.values["tanggal_lahir"]
        problems = plausible.visit_problems(day, _span(child), self.today, born_on=born)
        if problems:
            self.rule(entry, problems)
            return
        kg, cm = values["berat_kg"], values["tinggi_cm"]
        known = Child(
            child.values["jenis_kelamin"],
            (day - born).days,
            completed_months(born, day),
        )
        problems = [
            *plausible_measures.weight_problems(kg, known),
            *plausible_measures.length_problems(cm, known),
        ]
        doubts = list(plausible.record_doubts_of_child(day, born))
        if not problems and (kg is not None or cm is not None):
            doubts += plausible_measures.measure_doubts(
                kg,
                cm,
                known,
                position=values["posisi"] or "",
                has_oedema=values["edema"] == "v",
            )
        self.rule(entry, problems, doubts)

    def paud(self, entry: Entry) -> None:
        child = self.book.target_of(entry)
        assert child is not None
        if entry.values["hadir"] is None:
            return
        try:
            month = month_of(entry)
        except ValueError:
            self.out.refuse(
                entry,
                "bulan",
                "Tahun dan bulan ini tidak ada.",
                "Isi tahun seperti 2026 dan bulan 1 sampai 12.",
            )
            return
        born = child.values["tanggal_lahir"]
        self.rule(entry, plausible.paud_problems(month, born, _span(child), self.today))

    def change(self, entry: Entry) -> None:
        target = self.book.target_of(entry)
        assert target is not None
        day = entry.values["tanggal"]
        span = Span(target.values["tanggal_daftar"])
        if target.sheet != HOUSEHOLDS.name:
            span = _span(target)
        self.rule(entry, plausible.change_problems(day, span, self.today))


def _span(entry: Entry) -> Span:
    values = entry.values
    return Span(
        values["tanggal_daftar"],
        values["tanggal_keluar"],
        values["alasan_keluar"] or "",
    )


def _pregnancy_facts(entry: Entry) -> PregnancyFacts:
    values = entry.values
    return PregnancyFacts(
        due_on=values["hpl"],
        registered_on=values["tanggal_daftar"],
        lmp_on=values["hpht"],
        ended_on=values["tanggal_melahirkan"],
        outcome=values["hasil"] or "",
        live_births=values["jumlah_lahir_hidup"],
    )
