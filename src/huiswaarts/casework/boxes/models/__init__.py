"""The content of a region (types, questions, rules) and the boxes of a case."""

from huiswaarts.casework.boxes.models.case import Answer, Box, Check, Confirmation, DerivedAnswer
from huiswaarts.casework.boxes.models.content import (
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    BoxType,
)

__all__ = [
    "Answer",
    "Box",
    "BoxCheckRule",
    "BoxConfirmRule",
    "BoxDerivation",
    "BoxQuestion",
    "BoxType",
    "Check",
    "Confirmation",
    "DerivedAnswer",
]
