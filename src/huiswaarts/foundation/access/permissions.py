from enum import StrEnum, auto


class Permission(StrEnum):
    """What a role may do apart from the seats it holds. Alphabetical; `<subject>_<verb>`."""

    ACCESS_LOG_REVIEW = auto()
    CASE_REGISTER = auto()
    CASE_WORK = auto()
    ORGANISATION_MANAGE = auto()
    RECOVERY_HELP = auto()
    REGION_COUNTS_VIEW = auto()
    REGION_MANAGE = auto()
    TABLE_MANAGE = auto()
