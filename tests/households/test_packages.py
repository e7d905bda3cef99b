"""What a month asks for, and what a record says was received."""

from decimal import Decimal

import pytest

from households import packages as p
from households.models import ChildRecord, PaudMonth, Person, PregnancyRecord
from households.packages import (
    COLUMNS,
    SERVICES,
    Package,
    Situation,
    Who,
    due_this_month,
    services_for,
)

MODELS = {
    Who.MOTHER: PregnancyRecord,
    Who.CHILD: ChildRecord,
    Who.PRESCHOOL: PaudMonth,
}


def asked(who, **known):
    return [service.code for service in due_this_month(who, Situation(**known))]


def test_every_column_of_a_service_is_a_column_of_its_form():
    for service in SERVICES:
        names = {field.name for field in MODELS[service.who]._meta.fields}
        columns = {*service.ticks, service.measure, service.count} - {""}
        assert columns <= names, service.code
        assert not service.at_birth or hasattr(Person, service.at_birth)


def test_every_yes_no_column_but_oedema_shows_that_somebody_came():
    for who, columns in COLUMNS.items():
        fields = MODELS[who]._meta.fields
        ticks = {field.name for field in fields if type(field).__name__ == "YesNoField"}
        assert set(columns.ticks) == ticks - {"oedema"}


def test_the_five_packages_have_their_printed_names():
    assert [package.label for package in Package][:2] == [
        "Kesehatan ibu dan anak",
        "Konseling gizi terpadu",
    ]
    assert len(services_for(Who.MOTHER)) == 8
    assert len(services_for(Who.CHILD)) == 10
    assert len(services_for(Who.PRESCHOOL)) == 1


@pytest.mark.parametrize(
    ("service", "record", "is_received"),
    [
        (p.ANC, {"checkup": "v"}, True),
        (p.ANC, {"checkup": "x"}, False),
        (p.ANC, {}, False),
        (p.WEIGHING, {"weighing": "x", "weight_kg": Decimal("7.8")}, True),
        (p.WEIGHING, {"weighing": "", "weight_kg": None}, False),
        (p.CHILD_COUNSELLING, {"father_counselling": "v"}, True),
        (p.CHILD_COUNSELLING, {"mother_counselling": "v"}, True),
        (p.IRON, {"iron": "", "iron_pills": 30}, True),
        (p.IRON, {"iron": "x", "iron_pills": 30}, False),
        (p.IRON, {"iron": "", "iron_pills": 0}, False),
        (p.IRON, {"iron": "v", "iron_pills": None}, True),
        (p.NIFAS, {"nifas_visits": 1}, True),
    ],
)
def test_a_record_says_what_was_received(service, record, is_received):
    assert service.is_received(record) is is_received


@pytest.mark.parametrize(
    ("who", "record", "has_content"),
    [
        (Who.MOTHER, {"status": "K", "muac_cm": Decimal("22")}, False),
        (Who.MOTHER, {"checkup": "x"}, True),
        (Who.MOTHER, {"nifas_visits": 0}, True),
        (Who.MOTHER, {"iron_pills": 30}, True),
        (Who.MOTHER, {"iron_pills": 0}, False),
        (Who.CHILD, {"oedema": "v", "nutrition": "S", "mat": "H"}, False),
        (Who.CHILD, {"height_cm": Decimal("70")}, True),
        (Who.CHILD, {}, False),
    ],
)
def test_a_status_or_a_mat_alone_is_no_visit(who, record, has_content):
    assert COLUMNS[who].has_content(record) is has_content


def test_a_pregnant_woman_is_asked_for_what_is_not_held():
    found = asked(Who.MOTHER, held=frozenset({"air_ibu", "jaminan_ibu"}))
    assert found == ["anc", "fe", "kelas_ibu", "jamban_ibu"]


def test_a_home_visit_is_asked_for_only_at_risk():
    assert "kunjungan_ibu" in asked(Who.MOTHER, is_at_risk=True)
    assert "kunjungan_anak" in asked(Who.CHILD, is_at_risk=True, age_days=100)
    assert "kunjungan_anak" not in asked(Who.CHILD, age_days=100)


def test_after_delivery_only_nifas_and_what_lasts_is_asked_for():
    found = asked(Who.MOTHER, is_delivered=True, is_at_risk=True)
    assert found == ["nifas", "air_ibu", "jamban_ibu", "jaminan_ibu"]


def test_a_birth_certificate_is_asked_for_from_sixty_days():
    assert "akta" not in asked(Who.CHILD, age_days=59)
    assert "akta" in asked(Who.CHILD, age_days=60)
