"""Where a request came from, believing only the proxy that was named."""

from django.conf import settings


def client_address(request):
    """The client's address: from X-Forwarded-For only behind TRUSTED_PROXY.

    The last entry is the one the trusted proxy itself wrote; what stands before it
    was sent by the client and proves nothing.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY and peer in {settings.TRUSTED_PROXY, ""}:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return forwarded.rpartition(",")[2].strip() or peer
    return peer
