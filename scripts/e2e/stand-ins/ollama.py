"""Stands in for the client of the local model server; talks to the fake one."""
import requests


class Client:
    def __init__(self, host):
        self.host = host

    def list(self):
        return requests.get(f"{self.host}/api/tags", timeout=10).json()

    def pull(self, name):
        requests.post(f"{self.host}/api/pull", json={"model": name, "stream": False}, timeout=10).raise_for_status()
