"""A page that belongs to no place asks for its permission all the same."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from villages.access import Permission, requires


@requires(Permission.EDIT_REGISTER)
def nowhere(request):
    return HttpResponse("inside")


def test_who_lacks_the_permission_is_refused(rf, bpd):
    request = rf.get("/")
    request.user = bpd
    with pytest.raises(PermissionDenied):
        nowhere(request)


def test_who_has_the_permission_comes_in(rf, kpm):
    request = rf.get("/")
    request.user = kpm
    assert nowhere(request).content == b"inside"
