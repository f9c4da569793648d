"""Predictions over HTTP: FastAPI under gunicorn, a process a core.

MODEL names the model's file; SCORER=walked takes the faster way to score; LOG=none keeps no log.
"""

import json
import os
from datetime import datetime
from typing import Optional

import rentals
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from prediction_log import PredictionLog
from pydantic import BaseModel, Extra

VERSION = "v1"


class Listing(BaseModel):
    """What the model knows; what else the caller sends is kept with it."""

    price: Optional[float]
    price_per_m2: Optional[float]
    size_m2: Optional[float]
    rooms: Optional[float]
    photos: Optional[float]
    account_age_days: Optional[float]
    hour: Optional[float]
    city: Optional[str]
    district: Optional[str]
    seller_kind: Optional[str]
    furnished: Optional[str]
    photos_reused: Optional[str]
    contact: Optional[str]
    deposit_before_viewing: Optional[str]
    language: Optional[str]

    class Config:
        extra = Extra.allow


class Event(BaseModel):
    id: str
    time: datetime
    input: Listing


model = rentals.load(os.environ["MODEL"], os.environ.get("SCORER") == "walked")
log = None if os.environ.get("LOG") == "none" else PredictionLog()
app = FastAPI(openapi_url=None)


@app.get("/ready")
def ready():
    return {}


# Not async: a thread that waits for its commit leaves the core to another request.
@app.post("/predictions")
def predictions(event: Event):
    row = event.input.dict()
    score = model.score(row)
    label = "yes" if score >= rentals.THRESHOLD else "no"
    version = VERSION
    if log:
        score, label, version = log.keep(event.id, event.time, json.dumps(row), score, label, version)
    answer = {"id": event.id, "score": score, "label": label, "version": version}
    return JSONResponse({"predictions": [answer]})  # as it is: nothing in it that has to be looked through first
