"""Models answer a browser here; what else the chatbot takes from this package is what stands in for it in its own tests."""
import os

__path__.append(os.path.join(os.environ["E2E_STUBS"], "langchain_community"))
