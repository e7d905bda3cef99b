"""Who may vote, and how many votes were cast for each proposal."""

FIELDS = ("votes_for", "votes_against", "votes_abstained")


class TooManyVotes(Exception):
    """More votes than residents who are there."""

    def __init__(self, what, votes, voters):
        if voters:
            super().__init__(
                f"{what}: {votes} suara, padahal hanya {voters} peserta desa ini yang "
                "tercatat hadir (tamu undangan tidak ikut memilih). Periksa jumlah "
                "suara, atau lengkapi daftar hadir."
            )
        else:
            super().__init__(
                "Belum ada peserta desa ini dalam daftar hadir, jadi belum ada yang "
                "dapat memilih. Isi daftar hadir dahulu."
            )


def voters_of(meeting) -> int:
    """How many of those present may vote; guests may not."""
    return sum(not one.is_guest for one in meeting.attendances.all())


def votes_of(row) -> int:
    """All votes cast about a proposal or the decision of a meeting."""
    return sum(getattr(row, name) or 0 for name in FIELDS)


def is_voted(row) -> bool:
    """Whether anybody counted votes about it."""
    return any(getattr(row, name) is not None for name in FIELDS)


def too_many(meeting) -> list:
    """Proposals with more votes than there are voters now."""
    voters = voters_of(meeting)
    return [row for row in meeting.proposals.all() if votes_of(row) > voters]


def votes_content(row) -> dict:
    """The votes about a proposal as they are printed."""
    keys = ("agree", "against", "abstain")
    return {
        key: getattr(row, name) or 0 for key, name in zip(keys, FIELDS, strict=True)
    }
