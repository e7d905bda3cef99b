"""Places, the people posted to them, and what every app needs."""

from .area import Area
from .attachment import Attachment
from .audit_entry import AuditEntry
from .budget_line import BudgetLine
from .facility import Facility
from .job import Job
from .letterhead import Letterhead
from .official import Official
from .posting import Posting
from .user import User
from .village import Dusun, Posyandu, Village

__all__ = [
    "Area",
    "Attachment",
    "AuditEntry",
    "BudgetLine",
    "Dusun",
    "Facility",
    "Job",
    "Letterhead",
    "Official",
    "Posting",
    "Posyandu",
    "User",
    "Village",
]
