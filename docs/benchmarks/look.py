"""Looks at a hundred answers one by one, and at what was logged of them.

    look.py NAME ADDRESS BODIES PREFIX
"""

import itertools
import json
import sys
import urllib.request


def call(address, body=None):
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)


def main(name, address, bodies, prefix):
    scores = set()
    with open(bodies, encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, 100)):
            event = json.loads("{" + line)
            event["id"] = f"{prefix}-{number}"
            body = json.dumps(event).encode()
            (answer,) = call(address, body)["predictions"]
            if answer["id"] != event["id"] or not 0 <= answer["score"] <= 1 or answer["label"] not in ("yes", "no"):
                sys.exit(f"{name}: to {event['id']} it said {answer}")
            if call(address, body)["predictions"] != [answer]:
                sys.exit(f"{name}: {event['id']} asked again is answered otherwise")
            if name == "logged":
                (logged,) = call(f"{address}/{event['id']}")["predictions"]
                if logged["score"] != answer["score"]:
                    sys.exit(f"{name}: answered {answer['score']}, and logged {logged['score']}")
            scores.add(answer["score"])
    if len(scores) < 50:
        sys.exit(f"{name}: a hundred listings have only {len(scores)} scores")


if __name__ == "__main__":
    main(*sys.argv[1:5])
