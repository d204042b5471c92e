"""The queue of jobs, thin: which library runs them is known here alone.

A job is written in the transaction of the change that asks for it, and may run twice. It carries
ids only.
"""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import DeleteJobCondition, Job
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

STALLED_AFTER = 30  # seconds without a sign of life from the worker that had the job
HANDS = 2  # jobs at once
PATIENCE = 10  # seconds for what is being done, when asked to stop

log = logging.getLogger("huiswaarts.queue")
job = app.task
# In the connection of whoever asks, also inside the worker: committed with the change, or not.
_here = JobManager(DjangoConnector())
_clocked: list[str] = []


def every(cron: str) -> Callable[[Callable[..., Any]], Any]:
    """A job by the clock (UTC), one at a time; also when a worker starts."""

    def clocked(work: Callable[..., Any]) -> Any:
        name = f"{work.__module__.split('.')[-2]}.{work.__name__}"
        _clocked.append(name)
        return app.periodic(cron=cron)(app.task(name=name, lock=name, queueing_lock=name)(work))

    return clocked


def later(
    task: Task[..., Any, Any], each: Iterable[tuple[dict[str, Any], dt.datetime | None]]
) -> None:
    """These jobs, each with its arguments and the moment it may begin; one query."""
    jobs = [
        Job(
            id=None,
            queue=task.queue,
            priority=task.priority,
            task_name=task.name,
            lock=None,
            queueing_lock=None,
            task_kwargs=arguments,
            scheduled_at=moment,
        )
        for arguments, moment in each
    ]
    if jobs:
        _here.batch_defer_jobs(jobs)


@app.periodic(cron="* * * * *")
@app.task(name="common.unstick", queueing_lock="common.unstick", pass_context=True)
async def unstick(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Jobs of a worker that was killed go back into the queue."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        log.warning("job %s lost its worker and goes back into the queue", stalled.id)
        await manager.retry_job(stalled)


def work() -> None:
    """Does what waits, until it is told to stop. Any number of these may run."""
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work())


async def _work() -> None:
    async with app.open_async():
        for name in _clocked:  # what was missed while nobody worked
            with contextlib.suppress(AlreadyEnqueued):
                again = app.configure_task(name, lock=name, queueing_lock=name)
                await again.defer_async(timestamp=0)
        await app.run_worker_async(
            concurrency=HANDS,
            delete_jobs=DeleteJobCondition.SUCCESSFUL.value,
            shutdown_graceful_timeout=PATIENCE,
        )
