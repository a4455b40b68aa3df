"""One JSON request a line in, one JSON answer a line out."""

import json
import sys


def serve(answer):
    """Answers each request with what `answer` makes of it, or with what went wrong."""
    for line in sys.stdin:
        try:
            reply = {"ok": answer(json.loads(line))}
        except Exception as error:  # whatever went wrong is the result
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)
