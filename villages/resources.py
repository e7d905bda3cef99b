"""The administrator's lists in and out: places, villages, accounts, postings."""

from import_export import fields, resources, widgets

from .models import Area, Posting, User, Village


class AreaResource(resources.ModelResource):
    """Areas by code; the parent is named by its code."""

    parent = fields.Field(
        "parent", "parent", widget=widgets.ForeignKeyWidget(Area, "code")
    )

    class Meta:
        model = Area
        import_id_fields = ["code"]
        fields = ["code", "name", "level", "parent", "ended_on", "successor_code"]
        skip_unchanged = True


class VillageResource(resources.ModelResource):
    """Villages by code; the district is named by its code."""

    district = fields.Field(
        "district", "district", widget=widgets.ForeignKeyWidget(Area, "code")
    )

    class Meta:
        model = Village
        import_id_fields = ["code"]
        fields = ["code", "name", "district", "ended_on", "successor_code"]
        skip_unchanged = True


class UserResource(resources.ModelResource):
    """Accounts without passwords: a new one cannot log in until it is given one."""

    class Meta:
        model = User
        import_id_fields = ["username"]
        fields = ["username", "name", "phone", "email", "is_active"]
        skip_unchanged = True

    def before_save_instance(self, instance, row, **kwargs):
        if not instance.pk:
            instance.set_unusable_password()


class PostingResource(resources.ModelResource):
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
