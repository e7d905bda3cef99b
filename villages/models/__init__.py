"""Places, the people posted to them, and what every app needs."""

from .activity import Activity
from .api_token import ApiToken
from .appointment import Appointee, Appointment
from .area import Area
from .attachment import Attachment
from .audit_entry import AuditEntry
from .budget_line import BudgetLine
from .facility import Facility
from .job import Job
from .letterhead import Letterhead
from .number_format import NumberFormat
from .official import Official
from .posting import Posting
from .rds import Rds, RdsMember
from .realisation import Realisation
from .unit_cost import UnitCost
from .user import User
from .village import Dusun, Posyandu, Village
from .village_year import VillageYear

__all__ = [
    "Activity",
    "ApiToken",
    "Appointee",
    "Appointment",
    "Area",
    "Attachment",
    "AuditEntry",
    "BudgetLine",
    "Dusun",
    "Facility",
    "Job",
    "Letterhead",
    "NumberFormat",
    "Official",
    "Posting",
    "Posyandu",
    "Rds",
    "RdsMember",
    "Realisation",
    "UnitCost",
    "User",
    "Village",
    "VillageYear",
]
