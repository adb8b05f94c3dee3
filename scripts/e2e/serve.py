"""Serves the application of the working folder on a free port of this machine, and prints the port."""
import os
import sys

from werkzeug.serving import make_server

sys.path.insert(0, os.getcwd())

from app import create_app  # noqa: E402

server = make_server("127.0.0.1", 0, create_app(), threaded=True)
print(server.port, flush=True)
server.serve_forever()
