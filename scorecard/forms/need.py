"""What one service costs."""

from villages.forms.realisation import WHOLE_RUPIAH
from villages.forms.row import RowForm
from villages.models import UnitCost
from villages.widgets import RupiahInput


class UnitCostForm(RowForm):
    class Meta:
        model = UnitCost
        fields = ["amount_rupiah", "source"]
        widgets = {"amount_rupiah": RupiahInput()}
        help_texts = {"amount_rupiah": "Tulis 0 bila desa tidak perlu membayar."}
        error_messages = {
            "amount_rupiah": WHOLE_RUPIAH
            | {"required": "Tulis biayanya; 0 bila desa tidak perlu membayar."},
            "source": {"required": "Tulis dari mana harga ini."},
        }
