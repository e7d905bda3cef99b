"""Letters, figures and snapshots, each derivable from the one before; the mapping."""

from .area_quarter import AreaQuarter
from .dusun_mapping import DusunMapping
from .explanation import Explanation
from .figure import Figure
from .finding import Finding
from .performance import Performance
from .rebuild import Rebuild, RebuildChunk
from .sketch import FacilityPoint, HousePoint, Sketch
from .snapshot import Snapshot, fingerprint
from .social_mapping import SocialMapping
from .target_quarter import TargetQuarter

__all__ = [
    "AreaQuarter",
    "DusunMapping",
    "Explanation",
    "FacilityPoint",
    "Figure",
    "Finding",
    "HousePoint",
    "Performance",
    "Rebuild",
    "RebuildChunk",
    "Sketch",
    "Snapshot",
    "SocialMapping",
    "TargetQuarter",
    "fingerprint",
]
