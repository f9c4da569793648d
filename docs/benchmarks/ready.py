"""Asks an address until it answers 200, and prints the moment, in nanoseconds since 1970.

    ready.py PORT PATH ASKING_FILE: the file is made once it has begun to ask.
"""

import pathlib
import socket
import sys
import time


def asked(port, path):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False


def main(port, path, asking):
    pathlib.Path(asking).touch()
    deadline = time.monotonic() + 60
    while not asked(port, path):
        if time.monotonic() > deadline:
            sys.exit(f"port {port} is not ready after a minute")
        time.sleep(0.003)
    print(time.time_ns())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
