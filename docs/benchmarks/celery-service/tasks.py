"""Predictions as Celery tasks: broker and results in Redis, acknowledged when the result is stored.

MODEL names the model's file; SCORER=walked takes the faster way to score; REDIS_PORT the port.
"""

import os
import sys

from celery import Celery

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python-service"))
import rentals  # noqa: E402

redis = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}"
app = Celery("predictions", broker=f"{redis}/0", backend=f"{redis}/1")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=64,
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    result_expires=3600,
    task_send_sent_event=False,
    worker_send_task_events=False,
    broker_pool_limit=10,
)
model = rentals.load(os.environ["MODEL"], os.environ.get("SCORER") == "walked") if "MODEL" in os.environ else None


@app.task
def predict(event):
    """What the service answers."""
    score = model.score(event["input"])
    label = "yes" if score >= rentals.THRESHOLD else "no"
    return {"id": event["id"], "score": score, "label": label, "version": "v1"}


@app.task
def echo(event):
    """No model at all: what the queue alone costs."""
    return {"id": event["id"], "score": 0.5, "label": "no", "version": "v1"}
