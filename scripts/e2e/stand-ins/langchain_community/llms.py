"""Stands in for the local model: asks the fake model server."""
import requests


class Ollama:
    def __init__(self, model, base_url):
        self.model = model
        self.base_url = base_url

    def invoke(self, prompt):
        body = {"model": self.model, "prompt": prompt, "stream": False}
        return requests.post(f"{self.base_url}/api/generate", json=body, timeout=10).json()["response"]
