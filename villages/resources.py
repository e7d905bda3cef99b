"""The administrator's lists in and out: places, villages, accounts, postings."""

from django.utils.encoding import force_str
from django.utils.html import format_html
from import_export import fields, resources, widgets

from .models import Area, Posting, User, Village
from .spreadsheets import escape, unescape


class PlainDiff(resources.Diff):
    """Old and new value without colours, which the pages' policy would refuse."""

    def as_html(self):
        pairs = zip(self.left, self.right, strict=True)
        return [
            _changed(force_str(old), force_str(new), self.new) for old, new in pairs
        ]


def _changed(old, new, is_new):
    if is_new or old == new:
        return format_html("{}", new)
    return format_html("<del>{}</del> <ins>{}</ins>", old, new)


class ListResource(resources.ModelResource):
    """A list of the Administrator: no cell of it opens as a formula elsewhere."""

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    def export_resource(self, instance, selected_fields=None, **kwargs):
        cells = super().export_resource(instance, selected_fields, **kwargs)
        return [escape(cell) if isinstance(cell, str) else cell for cell in cells]

    def before_import_row(self, row, **kwargs):
        for name, cell in row.items():
            if isinstance(cell, str):
                row[name] = unescape(cell)


class AreaResource(ListResource):
    """Areas by code; the parent is named by its code."""

    parent = fields.Field(
        "parent", "parent", widget=widgets.ForeignKeyWidget(Area, "code")
    )

    class Meta:
        model = Area
        import_id_fields = ["code"]
        fields = ["code", "name", "level", "parent", "ended_on", "successor_code"]
        skip_unchanged = True


class VillageResource(ListResource):
    """Villages by code; the district is named by its code."""

    district = fields.Field(
        "district", "district", widget=widgets.ForeignKeyWidget(Area, "code")
    )

    class Meta:
        model = Village
        import_id_fields = ["code"]
        fields = ["code", "name", "district", "ended_on", "successor_code"]
        skip_unchanged = True


class UserResource(ListResource):
    """Accounts without passwords: a new one cannot log in until it is given one."""

    class Meta:
        model = User
        import_id_fields = ["username"]
        fields = ["username", "name", "phone", "email", "is_active"]
        skip_unchanged = True

    def before_save_instance(self, instance, row, **kwargs):
        if not instance.pk:
            instance.set_unusable_password()


class PostingResource(ListResource):
    """Postings by user, role, area and first day."""

    user = fields.Field(
        "user", "user", widget=widgets.ForeignKeyWidget(User, "username")
    )

    class Meta:
        model = Posting
        import_id_fields = ["user", "role", "area_code", "starts_on"]
        fields = ["user", "role", "area_code", "starts_on", "ends_on"]
        skip_unchanged = True
        clean_model_instances = True
