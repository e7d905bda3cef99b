"""Documents made on the spot, as answers."""

from django.http import HttpResponse

from villages.letters import DOCX


def pdf_answer(content, name):
    """A PDF the browser may show at once."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def docx_answer(content, name):
    """A DOCX to be saved and adapted."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=DOCX, headers=headers)
