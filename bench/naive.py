"""The same letters and figures by a plain loop over the ORM: what the engine spares.

Household by household, target by target: facts are fetched where they are needed, the
letters are worked out in Python by the product's own evaluator, each row is saved.
"""

from collections import defaultdict

from django.db import transaction

from households.models import Household, Membership, Pregnancy
from scorecard.convergence import Convergence, of_masks
from scorecard.explain import explain
from scorecard.models import Figure, TargetQuarter
from scorecard.rules import FATHERS, Group
from scorecard.rules.hpk_2018 import RULES as HPK_2018

KINDS = {
    Group.PREGNANT: "ibu",
    Group.DELIVERED: "ibu",
    Group.CHILD: "anak",
    Group.PRESCHOOL: "paud",
}
MATS = {"H": "hijau", "K": "kuning", "M": "merah", "": "tidak_diukur"}


@transaction.atomic
def compute(village, quarter, as_of) -> dict[str, Convergence]:
    """Store letters and figures of one village; return its figures."""
    at = {"year": quarter.year, "number": quarter.number}
    TargetQuarter.objects.filter(village=village, **at).delete()
    Figure.objects.filter(area_code=village.code, **at).delete()
    figures = defaultdict(Convergence)
    for household in Household.objects.filter(residences__village=village).distinct():
        residence = newest(household.residences, as_of)
        if residence is None or residence.village != village:
            continue
        letters = [
            store_letters(target, household, residence, quarter, as_of, figures)
            for target in targets_of(household, as_of)
        ]
        count_household([one for one in letters if one], figures)
    for measure, figure in figures.items():
        if figure.due:
            Figure.objects.create(
                area_code=village.code,
                parent_code=village.district.code,
                measure=measure,
                received=figure.received,
                due=figure.due,
                **at,
            )
    return dict(figures)


def newest(dated, as_of):
    """The row that holds on the as-of date."""
    return dated.filter(from_on__lte=as_of).order_by("-from_on").first()


def targets_of(household, as_of):
    """Children and pregnancies of who belongs to the household on the as-of date."""
    for membership in Membership.objects.filter(household=household):
        person = membership.person
        if newest(person.memberships, as_of) != membership:
            continue
        if person.is_child:
            yield person
        yield from person.pregnancies.all()


def store_letters(target, household, residence, quarter, as_of, figures):
    """Save the letters of one target and count it; None when it does not count."""
    found = explain(target, quarter, as_of)
    if found is None:
        return None
    said = target.statements.filter(column="posyandu", stated_on__lte=as_of)
    posyandu = said.order_by("-stated_on", "-origin").first()
    count_target(found, figures)
    kind = KINDS[found.group]
    return TargetQuarter.objects.create(
        village=residence.village,
        year=quarter.year,
        number=quarter.number,
        kind=kind,
        pregnancy=target if isinstance(target, Pregnancy) else None,
        child=None if isinstance(target, Pregnancy) else target,
        household=household,
        dusun=residence.dusun,
        posyandu=posyandu.posyandu if posyandu else None,
        as_of=as_of,
        due=found.due,
        received=found.received,
        status=found.status if kind != "paud" else "",
        mat=found.mat,
        is_delivered=found.group is Group.DELIVERED,
        is_visited=found.is_visited,
        is_risk_new=found.is_risk_new,
        father_came=found.father_came,
        paud_due=found.paud.due,
        paud_received=found.paud.received,
        paud_unmarked=found.paud_unmarked,
    )


def count_target(found, figures) -> None:
    for indicator in HPK_2018.indicators:
        bit = HPK_2018.bit(indicator.code)
        figures[indicator.code] += of_masks(found.due & bit, found.received & bit)
    if found.group is Group.PRESCHOOL:
        figures["paud"] += found.paud
        figures["anak_2_6"] += counted(1)
        figures["paud_unmarked"] += counted(found.paud_unmarked)
        return
    figures["unvisited"] += counted(not found.is_visited)
    if found.group is Group.CHILD:
        due = bool(found.due & HPK_2018.bit("konseling_anak"))
        figures[FATHERS] += Convergence(int(found.father_came and due), int(due))
        figures["anak"] += counted(1)
        figures["anak_gizi"] += counted(found.is_at_risk)
        figures["risk_new_anak"] += counted(found.is_risk_new)
        figures[MATS[found.mat]] += counted(1)
    else:
        figures["ibu_hamil"] += counted(1)
        figures["kek_resti"] += counted(found.is_at_risk)
        is_new = found.is_risk_new and found.group is Group.PREGNANT
        figures["risk_new_ibu"] += counted(is_new)


def counted(number) -> Convergence:
    """A count is all received, all due."""
    return Convergence(int(number), int(number))


def count_household(letters, figures) -> None:
    """A household counts once, by the first of its mothers and small children."""
    mine = [one for one in letters if one.kind != "paud"]
    if mine:
        first = min(mine, key=lambda one: (one.kind, one.pregnancy_id or one.child_id))
        first.is_first_of_household = True
        first.save(update_fields=["is_first_of_household"])
        figures["households"] += counted(1)
