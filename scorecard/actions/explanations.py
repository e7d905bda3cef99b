"""Why something of the quality list stays as it is."""

from django.db import transaction

from households.models import Quarter
from scorecard.models import Explanation


@transaction.atomic
def explain_check(quarter: Quarter, check_code: str, text: str, *, by) -> Explanation:
    """Keep the explanation of one check; the newest stands. Raises QuarterFinal."""
    quarter = Quarter.objects.hold(quarter.pk)
    quarter.refuse_if_final()
    said, _ = quarter.explanations.update_or_create(
        check_code=check_code, defaults={"text": text, "explained_by": by}
    )
    return said
