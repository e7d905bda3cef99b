"""For the Administrator: computing an area once more, and how far it is."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction

from scorecard.actions import plan, tell
from scorecard.models import Rebuild
from villages.access import may_administer
from villages.codes import InvalidCode, parse_code
from villages.quarters import InvalidQuarter, Triwulan


class RebuildForm(forms.ModelForm):
    """Which area and quarter; without a quarter all of them."""

    class Meta:
        model = Rebuild
        fields = ["area_code", "year", "number", "workers"]
        help_texts = {
            "area_code": "Kode desa atau wilayah; 00 untuk seluruh Indonesia.",
            "year": "Kosongkan tahun dan triwulan untuk semua triwulan.",
            "workers": "Banyaknya bagian yang dikerjakan bersamaan.",
        }

    def clean_area_code(self):
        try:
            return parse_code(self.cleaned_data["area_code"])
        except InvalidCode as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self):
        cleaned = super().clean()
        year, number = cleaned.get("year"), cleaned.get("number")
        self.quarter = None
        if year and number:
            try:
                self.quarter = Triwulan(year, number)
            except InvalidQuarter as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return cleaned


@admin.register(Rebuild)
class RebuildAdmin(admin.ModelAdmin):
    """Runs are begun, watched and cancelled here, never changed or deleted."""

    form = RebuildForm
    actions = ["cancel"]
    list_display = ["__str__", "state", "progress", "created_at", "finished_at"]

    def has_module_permission(self, request):
        return may_administer(request.user)

    def has_view_permission(self, request, obj=None):
        return may_administer(request.user)

    def has_add_permission(self, request):
        return may_administer(request.user)

    def has_change_permission(self, request, obj=None):
        return obj is None and may_administer(request.user)  # for the action

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).counted()

    @admin.display(description="kemajuan")
    def progress(self, run):
        share = 100 * run.done // run.total if run.total else 100
        return f"{run.done} dari {run.total} bagian ({share} %)"

    def save_model(self, request, obj, form, change):
        """Write down the chunks and tell the workers."""
        run = plan(obj.area_code, form.quarter, by=request.user, workers=obj.workers)
        obj.pk, obj.uuid = run.pk, run.uuid
        transaction.on_commit(lambda: tell(run))

    @admin.action(description="Batalkan yang dipilih")
    def cancel(self, request, queryset):
        ended = sum(run.leave(Rebuild.State.CANCELLED) for run in queryset)
        messages.success(request, f"{ended} hitung ulang dibatalkan.")
