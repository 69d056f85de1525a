"""Stands in for Synap's Python SDK: the two calls that a guard makes, over real HTTP."""
import json
import os
import urllib.error
import urllib.request
from types import SimpleNamespace


class MaximemSynapSDK:
    def __init__(self, api_key):
        self._key = api_key
        self.conversation = SimpleNamespace(context=self)

    async def initialize(self):
        self._get("/api/v1/auth/whoami")

    async def get_compacted(self, conversation_id, version=None, format="structured"):
        assert version is None
        try:
            answer = self._get(f"/v1/conversations/{conversation_id}/compacted?format={format}")
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise
        item = lambda entry: SimpleNamespace(**entry) if isinstance(entry, dict) else entry
        return SimpleNamespace(
            compacted_context=answer.get("formatted_context", answer.get("compacted_context")),
            facts=[item(entry) for entry in answer["facts"]],
            decisions=[item(entry) for entry in answer["decisions"]],
            preferences=[item(entry) for entry in answer["preferences"]],
            current_state=answer.get("current_state"),
        )

    def _get(self, path):
        request = urllib.request.Request(
            os.environ["SYNAP_BASE_URL"] + path, headers={"Authorization": "Bearer " + self._key}
        )
        with urllib.request.urlopen(request) as response:
            return json.load(response)
