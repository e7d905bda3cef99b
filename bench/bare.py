"""What the real form is measured against: the same row, and nothing around it."""

from django.contrib.auth.decorators import login_required
from django.forms import modelform_factory
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

from households.actions.months import CHILD_CELLS
from households.models import ChildRecord

NUMBERS = ("weight_kg", "height_cm")
CELLS = [name for name in CHILD_CELLS if name not in NUMBERS]
OWN = ["child", "household", "visited_on", *CHILD_CELLS]


def insert(request):
    """One INSERT of what was posted: nobody is asked who he is, nothing is checked."""
    posted = request.POST
    ChildRecord.objects.create(
        child_id=posted["child"],
        household_id=posted["household"],
        month=posted["month"],
        visited_on=posted["visited_on"],
        uuid=posted["uuid"],
        **{name: posted.get(name, "") for name in CELLS},
        **{name: posted.get(name) or None for name in NUMBERS},
    )
    return HttpResponseRedirect("/")


@login_required
def modelform(request):
    """A plain page of Django: who is logged in saves a ModelForm."""
    form = modelform_factory(ChildRecord, fields=OWN)(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors, status=422)
    record = form.save(commit=False)
    record.uuid, record.month = request.POST["uuid"], request.POST["month"]
    record.recorded_by = request.user
    record.save()
    return HttpResponseRedirect("/")


urlpatterns = [path("insert/", insert), path("modelform/", modelform)]
