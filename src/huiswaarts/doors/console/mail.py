"""What waits in the outbox, for whoever runs the machine: numbers and kinds, never to whom."""

from django.db.models import Count, Max, Min
from django.utils import timezone

from huiswaarts.doors.console.say import fault, say
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.events.models import OutboxMessage


def send() -> int:
    left = send_waiting(at=timezone.now())
    if left:
        fault(f"{left} berichten staan nog klaar; probeer het later nog eens.")
    return int(left > 0)


def status() -> int:
    """0 when nothing waits that should have gone."""
    due = OutboxMessage.objects.waiting().filter(due_at__lte=timezone.now())
    late = OutboxMessage.objects.waiting().filter(failed_at__isnull=False)
    waiting = (due | late).values("channel").order_by("channel")
    rows = list(
        waiting.annotate(number=Count("pk"), since=Min("created_at"), tries=Max("attempts"))
    )
    if not rows:
        say("Er wacht niets.")
    for row in rows:
        since = timezone.localtime(row["since"])
        say(f"{row['channel']}: {row['number']} wachten, sinds {since:%Y-%m-%d %H:%M}.")
    errors = late.order_by("last_error").values_list("last_error", flat=True).distinct()
    for error in errors:
        say(f"  laatste fout: {error}")
    return int(bool(rows))
