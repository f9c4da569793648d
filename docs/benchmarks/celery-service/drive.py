"""Hands tasks in to running workers, waits until each has its result stored, and looks at every result.

    drive.py predict|echo NUMBER BODIES
Prints tasks/s from the first one handed in to the last result stored, and how long handing in took.
"""

import json
import sys
import time

import redis as client
import tasks
from celery.result import AsyncResult
from tasks import app


def results(connection):
    return connection.dbsize()  # the database of the results holds nothing else


def stored(connection, ids):
    names = [app.backend.get_key_for_task(each) for each in ids]
    return sum(connection.exists(*names[i : i + 1000]) for i in range(0, len(names), 1000))


def main(name, number, bodies):
    task = {"predict": tasks.predict, "echo": tasks.echo}[name]
    connection = client.Redis.from_url(app.conf.result_backend)
    with open(bodies, encoding="utf-8") as lines:
        inputs = [json.loads("{" + line) for line in lines]
    ids = []
    with app.producer_or_acquire() as producer:
        for i in range(200):  # every worker is up, and has its model warm
            task.apply_async(({"id": f"warm-{i}", **inputs[i % len(inputs)]},), producer=producer, ignore_result=False)
        deadline = time.monotonic() + 120
        while results(connection) < 200:
            if time.monotonic() > deadline:
                sys.exit("the workers do not answer")
            time.sleep(0.01)
        connection.flushdb()
        begin = time.time()
        for i in range(number):
            event = {"id": f"e{i}", **inputs[i % len(inputs)]}
            ids.append(task.apply_async((event,), producer=producer).id)
        submitted = time.time() - begin
    deadline = time.monotonic() + 600
    # the database may hold a result that was late for the warm-up: at the end each is asked for by its name
    while results(connection) < number or stored(connection, ids) < number:
        if time.monotonic() > deadline:
            sys.exit(f"{results(connection)} results of {number} after ten minutes")
        time.sleep(0.01)
    seconds = time.time() - begin
    for i, each in enumerate(ids):
        result = AsyncResult(each, app=app)
        if result.state != "SUCCESS" or result.result["id"] != f"e{i}" or not 0 <= result.result["score"] <= 1:
            sys.exit(f"task {i} ended as {result.state}: {result.result}")
    print(f"FIGURES rate={number / seconds:.1f} seconds={seconds:.2f} submitting={submitted:.2f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
