"""A document in a box: of the topic of that box, for whoever reads it."""

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.actions.base import one_transaction, take
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.actions.documents import Added, put_document
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require


@one_transaction
def put_in_box(*, box: Box, added: Added, sight: Sight, by: Actor) -> Document:
    """A case has one box of a topic, so the topic is the link."""
    held = take(box)
    ticks = held.kind.box.conversation_only
    require(policies.put_document(box, sight, ticks_only=ticks, withdrawn=held.withdrawn))
    return put_document(case=box.case, topic=box.topic, added=added, sight=sight, by=by)
