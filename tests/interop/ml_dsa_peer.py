"""Signs and verifies ML-DSA tokens with the Python package cryptography: one JSON request a line, one JSON answer a line."""

import base64
import json

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import mldsa
from lines import serve

PRIVATE = {
    "ML-DSA-44": mldsa.MLDSA44PrivateKey,
    "ML-DSA-65": mldsa.MLDSA65PrivateKey,
    "ML-DSA-87": mldsa.MLDSA87PrivateKey,
}
PUBLIC = {
    "ML-DSA-44": mldsa.MLDSA44PublicKey,
    "ML-DSA-65": mldsa.MLDSA65PublicKey,
    "ML-DSA-87": mldsa.MLDSA87PublicKey,
}


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private_key(request):
    if "pem" in request:
        return serialization.load_pem_private_key(request["pem"].encode(), None)
    return PRIVATE[request["alg"]].from_seed_bytes(decode(request["jwk"]["priv"]))


def public_key(request):
    if "pem" in request:
        return serialization.load_pem_public_key(request["pem"].encode())
    return PUBLIC[request["alg"]].from_public_bytes(decode(request["jwk"]["pub"]))


def answer(request):
    if request["op"] == "supports":
        return request["alg"] in PRIVATE
    if request["op"] == "sign":
        header = encode(json.dumps({"alg": request["alg"]}).encode())
        signed = f"{header}.{encode(json.dumps(request['claims']).encode())}"
        return f"{signed}.{encode(private_key(request).sign(signed.encode()))}"
    signed, signature = request["token"].rsplit(".", 1)
    public_key(request).verify(decode(signature), signed.encode())
    return json.loads(decode(signed.split(".")[1]))


serve(answer)
