"""For the Administrator alone: places, users and postings, and no family's data."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from import_export.admin import ImportExportModelAdmin

from .access import may_administer
from .forms.accounts import LoginForm
from .models import Area, Posting, User, Village
from .resources import AreaResource, PostingResource, UserResource, VillageResource

admin.site.site_header = admin.site.site_title = "Pengelolaan KPM"
admin.site.index_title = "Wilayah, pengguna, penugasan"
admin.site.has_permission = lambda request: may_administer(request.user)
admin.site.login_form = LoginForm
admin.site.unregister(Group)


class AdministratorOnly:
    """Every act asks the one question of the access module."""

    export_template_name = "villages/admin/export.html"

    def _allowed(self, request, obj=None):
        return may_administer(request.user)

    has_module_permission = has_view_permission = has_add_permission = _allowed
    has_change_permission = has_import_permission = has_export_permission = _allowed

    def has_delete_permission(self, request, obj=None):
        """Places and people are ended, not deleted: the past refers to them."""
        return False


class CreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ["username", "name"]


class ChangeForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = ["username", "name", "phone", "email", "is_active"]


@admin.register(Area)
class AreaAdmin(AdministratorOnly, ImportExportModelAdmin):
    resource_classes = [AreaResource]
    list_display = ["code", "name", "level", "ended_on"]
    list_filter = ["level"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["parent"]
    show_full_result_count = False


@admin.register(Village)
class VillageAdmin(AdministratorOnly, ImportExportModelAdmin):
    resource_classes = [VillageResource]
    list_display = ["code", "name", "district", "ended_on"]
    list_select_related = ["district"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["district"]
    show_full_result_count = False


@admin.register(User)
class AccountAdmin(AdministratorOnly, ImportExportModelAdmin, UserAdmin):
    resource_classes = [UserResource]
    form = ChangeForm
    add_form = CreationForm
    list_display = ["username", "name", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Orang", {"fields": ["name", "phone", "email"]}),
        ("Akun", {"fields": ["is_active", "must_change_password", "last_login"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        )
    ]


@admin.register(Posting)
class PostingAdmin(AdministratorOnly, ImportExportModelAdmin):
    resource_classes = [PostingResource]
    list_display = ["user", "role", "area_code", "starts_on", "ends_on"]
    list_select_related = ["user"]
    list_filter = ["role"]
    search_fields = ["user__username", "user__name", "area_code"]
    autocomplete_fields = ["user"]
