"""Signs and verifies with PyJWT what the test asks for: one JSON request a line, one JSON answer a line."""

import jwt
from lines import serve


def key_of(request):
    if "pem" in request:
        return request["pem"]
    return jwt.PyJWK(request["jwk"], algorithm=request["alg"]).key


def answer(request):
    if request["op"] == "supports":
        return request["alg"] in jwt.algorithms.get_default_algorithms()
    if request["op"] == "sign":
        return jwt.encode(request["claims"], key_of(request), algorithm=request["alg"])
    options = {"verify_aud": "audience" in request, "require": ["exp"]}
    return jwt.decode(
        request["token"],
        key_of(request),
        algorithms=[request["alg"]],
        issuer=request.get("issuer"),
        audience=request.get("audience"),
        options=options,
    )


serve(answer)
