//! Public keys given as HMAC secrets (RFC 8725 section 2.1).

#[path = "fixtures/keys/mod.rs"]
mod keys;

use keys::{alg, bytes, key, names, text};
use tokctl::base::{Code, Secret, b64};
use tokctl::jose::misused_key::{self, Misuse};
use tokctl::jose::{Key, Strength, VerifyingKey, jwk};

/// Every public key file in every disguise is refused as an HMAC secret, whether or not weak keys are allowed.
#[test]
fn disguised_public_keys_are_not_secrets() {
    let mut files = 0;
    for name in names() {
        if ["make.sh", "ml_dsa.py", "mod.rs", "known-answers.json"].contains(&name.as_str()) {
            continue;
        }
        files += 1;
        let file = bytes(&name);
        for disguise in disguises(&file) {
            let shown = String::from_utf8_lossy(&disguise[..disguise.len().min(60)]).into_owned();
            let what = misused_key::find_key_material(&disguise);
            assert!(what.is_some(), "{name}: {shown:?}");
            let secret = Key::from_secret(Secret::new(disguise));
            for strength in [Strength::Required, Strength::AllowWeak] {
                let fault = VerifyingKey::new(&secret, alg("HS256"), strength).unwrap_err();
                assert_eq!(fault.code, Code::KeyRefused, "{name}: {shown:?}");
            }
        }
    }
    assert!(files > 90, "{files}");
    for name in ["rsa2048", "p256", "ed25519", "secp256k1"] {
        let key = key(&format!("{name}.pkcs8.pem"));
        let public = jwk::public_object(&key).unwrap().to_string();
        let mut texts = vec![public.clone(), public.replace(',', ",\n  ").replace(':', " : ").replace('{', "{\n  ")];
        texts.push(format!("{{\"keys\":[{public}]}}"));
        texts.push(format!("[{public}]"));
        texts.push(public.replace("kty", "k\\u0074y"));
        texts.push(public.replace('}', ",}"));
        texts.push(jwk::write(&key, true).unwrap().expose_str().unwrap().to_owned());
        for text in texts {
            for disguise in disguises(text.as_bytes()) {
                assert!(
                    misused_key::find_key_material(&disguise).is_some(),
                    "{:?}",
                    String::from_utf8_lossy(&disguise)
                );
            }
        }
    }
}

/// What variables, flags and configuration files do to a key file.
fn disguises(file: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![
        file.to_vec(),
        [file, b"\n"].concat(),
        [b" \r\n", file, b"\t "].concat(),
        file.trim_ascii().to_vec(),
        file.strip_suffix(b"\n").unwrap_or(file).to_vec(),
        b64::encode(file).into_bytes(),
        b64::encode_standard(file).into_bytes(),
        b64::encode_standard(b64::encode_standard(file)).into_bytes(),
        b64::encode_standard(file).as_bytes().chunks(76).collect::<Vec<_>>().join(&b'\n'),
        file.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        file.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":").into_bytes(),
    ];
    if let Ok(text) = std::str::from_utf8(file) {
        let body = |separator: &str| {
            text.lines()
                .filter(|line| !line.contains("-----") && !line.contains(": "))
                .collect::<Vec<_>>()
                .join(separator)
        };
        forms.extend([
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\\n").into_bytes(),
            text.replace('\n', " ").into_bytes(),
            text.replace('\n', "").into_bytes(),
            format!("\"{}\"", text.replace('\n', "\\n")).into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        ]);
        // The body of a block without its BEGIN and END lines.
        if text.matches("-----BEGIN").count() == 1 && !text.contains("ENCRYPTED") {
            forms.extend(
                [body("\n"), body("\r\n"), body(""), body("\\n"), body("\n").replace('+', "-").replace('/', "_")]
                    .map(String::into_bytes),
            );
            forms.push(body("").trim_end_matches('=').as_bytes().to_vec());
        }
    }
    forms
}

#[test]
fn ordinary_secrets_are_secrets() {
    for secret in [
        &b"your-256-bit-secret-your-256-bit-secret"[..],
        b"correct horse battery staple, thirty-two",
        b"MIIBthisIsJustAPasswordThatBeginsOddly!!",
        b"{\"password\": \"something of 32 bytes or more\"}",
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        b"-----------------------------------------",
        b"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        &[0x30; 64],
        &[0; 64],
        b"{\"keys\": [\"first secret of the application\", \"second\"], \"n\": 5, \"e\": 65537}",
        b"{\"database\":{\"host\":\"db.internal\",\"port\":5432,\"x\":1.5,\"y\":-3},\"alg\":\"HS256\"}",
        b"a sentence with a dash \xe2\x80\x94 begin here, and end there",
        "pass\u{8a9e}\u{8a9e} begin of a sentence that is long enough".as_bytes(),
        b"31415926535897932384626433832795028841971693993751058209749445923078164062862089",
        b"67e55044-10b1-426f-9247-bb680e5fe0c8-67e55044-10b1-426f-9247-bb680e5fe0c8",
        b"Tr0ub4dor&3 %41%42 =C3=A9 &amp; \\x41 &#65; \\101 more and more and more",
    ] {
        assert_eq!(misused_key::find_key_material(secret), None, "{:?}", String::from_utf8_lossy(secret));
    }
}

/// Public keys in the forms that tools print and users copy, by name.
fn wrappings() -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| found.push((name, bytes));
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    for stem in ["rsa2048", "p256", "p384", "p521", "secp256k1", "ed25519"] {
        let pem = text(&format!("{stem}.spki.pem"));
        let der = bytes(&format!("{stem}.spki.der"));
        let certificate = bytes(&format!("{stem}.cert.der"));
        let base64 = b64::encode_standard(&der);
        let listed = |separator: &str| der.iter().map(u8::to_string).collect::<Vec<_>>().join(separator);
        add(format!("{stem} after Latin-1"), [&b"# Schl\xfcssel\n"[..], pem.as_bytes()].concat());
        add(format!("{stem} before Latin-1"), [pem.as_bytes(), b"\xe9\xff"].concat());
        add(format!("{stem} with text before BEGIN"), format!("key={pem}").into_bytes());
        add(format!("{stem} with spaces"), pem.replace('\n', " ").into_bytes());
        add(format!("{stem} with \\r"), pem.replace('\n', "\r").into_bytes());
        add(format!("{stem} escaped twice"), pem.replace('\n', "\\\\n").into_bytes());
        add(format!("{stem} in percent"), pem.replace('-', "%2D").replace('\n', "%0A").into_bytes());
        add(format!("{stem} in \\u"), pem.replace('-', "\\u002d").replace('\n', "\\n").into_bytes());
        add(
            format!("{stem} commented"),
            pem.lines().map(|line| format!("# {line}\n")).collect::<String>().into_bytes(),
        );
        add(
            format!("{stem} as source code"),
            pem.lines()
                .filter(|line| !line.contains("---"))
                .map(|line| format!("\"{line}\" +\n"))
                .collect::<String>()
                .into_bytes(),
        );
        add(format!("{stem} NAME=base64"), format!("JWT_PUBLIC_KEY={base64}").into_bytes());
        add(format!("{stem} name/base64"), format!("v1key/{base64}").into_bytes());
        add(format!("{stem} data URL"), format!("data:application/octet-stream;base64,{base64}").into_bytes());
        add(format!("{stem} twice base64"), b64::encode(format!("key: {base64}")).into_bytes());
        add(format!("{stem} 0x"), format!("0x{}", hex(&der)).into_bytes());
        add(format!("{stem} odd hex"), format!("a{}", hex(&der)).into_bytes());
        add(
            format!("{stem} C array"),
            der.iter().map(|byte| format!("0x{byte:02X}, ")).collect::<String>().into_bytes(),
        );
        add(format!("{stem} \\x"), der.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>().into_bytes());
        add(format!("{stem} hex of base64"), hex(base64.as_bytes()).into_bytes());
        add(format!("{stem} number array"), format!("new Uint8Array([{}])", listed(", ")).into_bytes());
        add(format!("{stem} Go array"), format!("[{}]", listed(" ")).into_bytes());
        add(
            format!("{stem} Java array"),
            format!("{{{}}}", der.iter().map(|byte| byte.cast_signed().to_string()).collect::<Vec<_>>().join(", "))
                .into_bytes(),
        );
        add(format!("{stem} DER after a mark"), [b"\xef\xbb\xbf", der.as_slice()].concat());
        add(format!("{stem} DER after text"), [b"secret\0", der.as_slice()].concat());
        add(format!("{stem} x5c"), format!("[\"{}\"]", b64::encode_standard(&certificate)).into_bytes());
        add(format!("{stem} UTF-32"), pem.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect());
        for (name, bytes) in as_other_text(&der).into_iter().chain(as_other_text(pem.as_bytes())) {
            add(format!("{stem} {name}"), bytes);
        }
        // All of the prefix of an Ed25519 key but its first five bytes is needed to distinguish it from random bytes.
        let (second, third) = if stem == "ed25519" { (5, 4) } else { (9, 13) };
        for cut in [3, second] {
            add(format!("{stem} from byte {cut}"), der[cut..].to_vec());
        }
        for cut in [3, third] {
            add(format!("{stem} from character {cut}"), base64.as_bytes()[cut..].to_vec());
        }
        add(format!("{stem} half"), der[..der.len() / 2].to_vec());
        add(format!("{stem} lines reversed"), pem.lines().rev().collect::<Vec<_>>().join("\n").into_bytes());
        add(format!("{stem} characters reversed"), pem.bytes().rev().collect());
        add(format!("{stem} dashes"), pem.replace('-', "\u{2013}").into_bytes());
        add(
            format!("{stem} dashes in Windows-1252"),
            pem.bytes().map(|byte| if byte == b'-' { 0x96 } else { byte }).collect(),
        );
        let public = jwk::public_object(&key(&format!("{stem}.pkcs8.pem"))).unwrap().to_string();
        add(format!("{stem} Python"), public.replace('"', "'").replace(',', ", ").into_bytes());
        add(
            format!("{stem} JavaScript"),
            public.replace("\":", ":").replace(",\"", ", ").replace("{\"", "{ ").into_bytes(),
        );
        let yaml = public.replace(['{', '}', '"'], "").replace(',', "\n").replace(':', ": ");
        add(format!("{stem} YAML"), yaml.clone().into_bytes());
        add(format!("{stem} TOML"), yaml.replace(": ", " = ").into_bytes());
        add(format!("{stem} JWK without kty"), public.replace("\"kty\"", "\"x\"").into_bytes());
        add(format!("{stem} JWK in a string"), format!("{public:?}").into_bytes());
        add(format!("{stem} JWK in base64 in JSON"), format!("{{\"k\":\"{}\"}}", b64::encode(&public)).into_bytes());
    }
    for stem in ["p256", "p384", "p521", "secp256k1"] {
        let key = key(&format!("{stem}.spki.pem"));
        let xy = [keys::member(&key, "x"), keys::member(&key, "y")].concat();
        let point = [&[4], xy.as_slice()].concat();
        add(format!("{stem} point"), point.clone());
        add(format!("{stem} point after text"), [b"key:", point.as_slice(), b"\n"].concat());
        add(format!("{stem} hybrid point"), [&[6], xy.as_slice()].concat());
        add(format!("{stem} coordinates"), xy.clone());
        add(format!("{stem} point in base64url"), b64::encode(&point).into_bytes());
        add(format!("{stem} VAPID"), format!("VAPID_PUBLIC_KEY={}\n", b64::encode(&point)).into_bytes());
        let json = serde_json::to_string(&point.iter().copied().map(char::from).collect::<String>()).unwrap();
        let ascii = json.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) });
        add(format!("{stem} point in JSON"), ascii.collect::<String>().into_bytes());
        add(format!("{stem} point in hex"), hex(&point).into_bytes());
        add(format!("{stem} coordinates in hex"), hex(&xy).into_bytes());
    }
    let p256 = key("p256.spki.pem");
    let (x, y) = (keys::member(&p256, "x"), keys::member(&p256, "y"));
    add(
        "COSE".to_owned(),
        [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20], x.as_slice(), &[0x22, 0x58, 0x20], &y].concat(),
    );
    let rsa = key("rsa2048.spki.pem");
    let (n, e) = (keys::member(&rsa, "n"), keys::member(&rsa, "e"));
    add("openssl -modulus".to_owned(), format!("Modulus={}\n", hex(&n).to_uppercase()).into_bytes());
    add(
        "XML".to_owned(),
        format!("<RSAKeyValue><Modulus>{}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>", b64::encode_standard(&n))
            .into_bytes(),
    );
    add("n and e".to_owned(), format!("{{\"n\":\"{}\",\"e\":\"{}\"}}", b64::encode(&n), b64::encode(&e)).into_bytes());
    add("PKCS#1 after text".to_owned(), [b"abc", bytes("rsa2048.pkcs1-public.der").as_slice()].concat());
    add("PKCS#1 in base64".to_owned(), format!("K={}", b64::encode(bytes("rsa2048.pkcs1-public.der"))).into_bytes());
    let line = text("openssh.pub");
    add("known_hosts".to_owned(), format!("github.com,140.82.121.3 {line}").into_bytes());
    add("authorized_keys".to_owned(), format!("command=\"/bin/true\",no-pty {line}").into_bytes());
    add(
        "ssh blob in hex".to_owned(),
        line.split(' ').nth(1).map(|blob| hex(&b64::decode_standard(blob).unwrap())).unwrap().into_bytes(),
    );
    add("SSH2".to_owned(), b"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n".to_vec());
    add("four dashes".to_owned(), text("p256.spki.pem").replace("-----", "----").into_bytes());
    add("trusted".to_owned(), text("p256.cert.pem").replace("CERTIFICATE", "TRUSTED CERTIFICATE").into_bytes());
    for (name, bytes) in number_wrappings() {
        add(name, bytes);
    }
    let ed25519 = keys::member(&key("ed25519.spki.pem"), "x");
    let (point, ed25519_base64) = ([x.as_slice(), &y].concat(), b64::encode_standard(&ed25519));
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<u8>>();
    let words = |number: &[u8], width: usize| {
        number.rchunks(width).map(|word| format!("0x{}", hex(word))).collect::<Vec<_>>().join(", ")
    };
    let tpm = |parameters: &[u8], numbers: &[&[u8]]| {
        let sized = |number: &&[u8]| [&u16::try_from(number.len()).unwrap().to_be_bytes(), *number].concat();
        let numbers: Vec<u8> = numbers.iter().flat_map(sized).collect();
        // The type, the hash for its name, its attributes, and an empty policy.
        let area = [&[0, 1, 0, 0x0b, 0, 6, 0, 0x72, 0, 0][..], parameters, &numbers].concat();
        sized(&area.as_slice())
    };
    let mut tink_rsa = vec![0x1a, 0x81, 2, 0];
    tink_rsa.extend_from_slice(&n);
    tink_rsa.extend_from_slice(&[0x22, 3, 1, 0, 1]);
    for (name, bytes) in [
        ("WireGuard", format!("[Peer]\nPublicKey = {ed25519_base64}\n").into_bytes()),
        ("labelled Ed25519", format!("ED25519_PUBLIC_KEY={}", hex(&ed25519)).into_bytes()),
        ("DKIM", format!("v=DKIM1; k=ed25519; p={ed25519_base64}").into_bytes()),
        ("DNSKEY of Ed25519", format!("example. IN DNSKEY 257 3 15 {ed25519_base64}").into_bytes()),
        ("DNSKEY as unknown type", format!("example. IN TYPE48 \\# 68 0101030d{}", hex(&point)).into_bytes()),
        ("DNSKEY in bytes", [&[1, 1, 3, 13], point.as_slice()].concat()),
        (
            "Tink",
            br#"{"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.Ed25519PublicKey"}}]}"#.to_vec(),
        ),
        ("RSA in Protocol Buffers", tink_rsa),
        ("EC in Protocol Buffers", [&[0x1a, 0x21, 0], x.as_slice(), &[0x22, 0x21, 0], &y].concat()),
        ("EC in MessagePack", [&b"\x82\xa1x\xc4\x20"[..], &x, b"\xa1y\xc4\x20", &y].concat()),
        (
            "JWK in MessagePack",
            [b"\x82\xa3kty\xa2EC\xa1x\xd9\x2b", b64::encode(&x).as_bytes(), b"\xa3crv\xa5P-256"].concat(),
        ),
        ("JWK in BSON", [b"\x02x\0\x2c\0\0\0", b64::encode(&x).as_bytes(), b"\0\x02kty\0\x03\0\0\0EC\0"].concat()),
        ("OpenPGP RSA", [&[0x99, 1, 13, 4, 0, 0, 0, 0, 1, 8, 0], n.as_slice(), &[0, 17, 1, 0, 1]].concat()),
        (
            "OpenPGP Ed25519",
            [&b"\x98\x33\x04\0\0\0\0\x16\x09\x2b\x06\x01\x04\x01\xda\x47\x0f\x01\x01\x07\x40"[..], &ed25519].concat(),
        ),
        ("TPM2B_PUBLIC of RSA", tpm(&[0, 0x10, 0, 0x14, 0, 0x0b, 8, 0, 0, 0, 0, 0], &[&n])),
        ("TPM2B_PUBLIC with an exponent", tpm(&[0, 0x10, 0, 0x10, 8, 0, 0, 1, 0, 1], &[&n])),
        ("TPM2B_PUBLIC of P-256", tpm(&[0, 0x10, 0, 0x10, 0, 3, 0, 0x10], &[&x, &y])),
        ("TPM2B_PUBLIC in base64", b64::encode(tpm(&[0, 0x10, 0, 0x10, 8, 0, 0, 0, 0, 0], &[&n])).into_bytes()),
        ("coordinates, little-endian", [reversed(&x), reversed(&y)].concat()),
        ("coordinates in words", format!("{{x: [{}], y: [{}]}}", words(&x, 8), words(&y, 8)).into_bytes()),
        ("modulus, little-endian", format!("n_le = {}, e = 65537", hex(&reversed(&n))).into_bytes()),
        ("modulus with its size", format!("Modulus (2048 bit): {}", hex(&n)).into_bytes()),
        ("bzip2", b"BZh91AY&SY\x01\x02\x03\x04".to_vec()),
        ("xz in base64", b64::encode_standard(b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46\x02\0\x21\x01\x16\0\0").into_bytes()),
    ] {
        add(name.to_owned(), bytes);
    }
    add("empty set".to_owned(), b"{\"keys\": [ ]}".to_vec());
    found
}

/// The bytes in the encodings that carry bytes in text, or that text in another encoding is mistaken for.
fn as_other_text(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |write: &dyn Fn(u8) -> String| bytes.iter().map(|byte| write(*byte)).collect::<String>().into_bytes();
    let latin1: String = bytes.iter().copied().map(char::from).collect();
    let list = |separator: &str, write: &dyn Fn(u8) -> String| {
        bytes.iter().map(|byte| write(*byte)).collect::<Vec<_>>().join(separator).into_bytes()
    };
    let dump = |offset: &str, width: usize, end: &str, write: &dyn Fn(&[u8]) -> String| {
        let lines = bytes.chunks(width).enumerate().map(|(at, line)| {
            let at = at * width;
            let offset = if offset == "octal" { format!("{at:07o}") } else { format!("{at:08x}{offset}") };
            format!("{offset} {}{end}\n", write(line))
        });
        lines.collect::<String>().into_bytes()
    };
    let spaced = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    let decimals = |line: &[u8]| line.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
    let indexed = |write: &dyn Fn(usize, u8) -> String| {
        bytes.iter().enumerate().map(|(at, byte)| write(at, *byte)).collect::<String>().into_bytes()
    };
    let lines = |width: usize, write: &dyn Fn(usize, &[u8]) -> String| {
        bytes.chunks(width).enumerate().map(|(at, line)| write(at * width, line)).collect::<String>().into_bytes()
    };
    // What is left over at the end is not needed to recognize a key.
    let chunked = |width: usize, write: &dyn Fn(&[u8]) -> String| {
        bytes.chunks_exact(width).map(write).collect::<String>().into_bytes()
    };
    let pieces = |separator: &str| {
        let digits = b64::encode_standard(bytes).into_bytes();
        digits.chunks(20).collect::<Vec<_>>().join(separator.as_bytes())
    };
    let octal = |line: &[u8]| line.iter().map(|byte| format!("{byte:03o}")).collect::<Vec<_>>().join(" ");
    let words = |line: &[u8]| {
        let word = |pair: &[u8]| pair.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        line.chunks(2).map(word).collect::<Vec<_>>().join(" ")
    };
    vec![
        ("lossy", String::from_utf8_lossy(bytes).into_owned().into_bytes()),
        ("with question marks", bytes.iter().map(|byte| if byte.is_ascii() { *byte } else { b'?' }).collect()),
        ("Latin-1 in UTF-8", latin1.clone().into_bytes()),
        ("Latin-1 in UTF-8 twice", latin1.bytes().map(char::from).collect::<String>().into_bytes()),
        ("UTF-16", latin1.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-32", latin1.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
        ("in percent", each(&|byte| format!("%{byte:02x}"))),
        ("quoted-printable", each(&|byte| format!("={byte:02X}"))),
        ("decimal entities", each(&|byte| format!("&#{byte};"))),
        ("hexadecimal entities", each(&|byte| format!("&#x{byte:X};"))),
        ("octal escapes", each(&|byte| format!("\\{byte:03o}"))),
        ("octal list", list(" ", &|byte| format!("{byte:03o}"))),
        ("octal C array", list(", ", &|byte| format!("0{byte:o}"))),
        ("decimal list", list(",", &|byte| byte.to_string())),
        ("xxd", dump(":", 16, "  0..*.H...B..a", &words)),
        ("hexdump", dump(" ", 16, "  |0..*.H...B..a|", &spaced)),
        ("od -b", dump("octal", 16, "", &octal)),
        ("base32", base32(bytes).into_bytes()),
        ("base32 in lower case", base32(bytes).to_lowercase().into_bytes()),
        ("Ascii85", [b"<~", base85(bytes, ASCII85).as_bytes(), b"~>"].concat()),
        ("base85", format!("{{\"key\": \"{}\"}}", base85(bytes, RFC1924)).into_bytes()),
        ("Z85", base85(bytes, Z85).into_bytes()),
        ("zlib after text", [b"key:", miniz_oxide::deflate::compress_to_vec_zlib(bytes, 9).as_slice()].concat()),
        ("gzip in UTF-32", gzip(bytes).iter().flat_map(|byte| u32::from(*byte).to_be_bytes()).collect()),
        ("zlib", miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)),
        ("gzip", gzip(bytes)),
        ("DEFLATE", miniz_oxide::deflate::compress_to_vec(bytes, 9)),
        ("DEFLATE in base64", b64::encode_standard(miniz_oxide::deflate::compress_to_vec(bytes, 6)).into_bytes()),
        ("gzip cut short", gzip(bytes)[..gzip(bytes).len() - 12].to_vec()),
        ("gzip in base64", b64::encode_standard(gzip(bytes)).into_bytes()),
        ("JSON in JSON", format!("{:?}", format!("{:?}", b64::encode(bytes))).into_bytes()),
        ("Pascal array", list(",", &|byte| format!("${byte:02X}"))),
        ("Visual Basic array", list(",", &|byte| format!("&H{byte:02X}"))),
        ("assembler", list(", ", &|byte| format!("0{byte:02X}h"))),
        ("Rust array", list(", ", &|byte| format!("{byte}u8"))),
        ("hexadecimal numbers of any length", list(", ", &|byte| format!("{byte:#x}"))),
        ("binary numbers", list(" ", &|byte| format!("{byte:08b}"))),
        ("binary digits", list("", &|byte| format!("{byte:08b}"))),
        ("code points", list("", &|byte| format!("\\u{{{byte:x}}}"))),
        ("decimal escapes", list("", &|byte| format!("\\{byte:03}"))),
        ("XML", list("", &|byte| format!("<b>{byte}</b>"))),
        ("JSON object", indexed(&|at, byte| format!("\"{at}\":{byte},"))),
        ("PHP array", indexed(&|at, byte| format!("    [{at}] => {byte}\n"))),
        ("PHP dump", [&b"array(91) {\n"[..], &indexed(&|at, byte| format!("  [{at}]=>\n  int({byte})\n"))].concat()),
        ("Lua table", indexed(&|at, byte| format!("[{}] = {byte}, ", at + 1))),
        ("R vector", lines(12, &|at, line| format!(" [{}] {}\n", at + 1, decimals(line)))),
        ("words, big-endian", chunked(4, &|word| format!("{}, ", u32::from_be_bytes(word.try_into().unwrap())))),
        (
            "words, little-endian",
            chunked(8, &|word| format!("{:#018x}, ", u64::from_le_bytes(word.try_into().unwrap()))),
        ),
        ("uuencode", uuencode(bytes)),
        ("invisible characters", list("\u{200b}", &|byte| format!("{byte:02x}"))),
        ("base64 in SQL", pieces("'||'")),
        ("base64 in Visual Basic", pieces("\" & _\n    \"")),
        ("base64 in variables", pieces("\nKEY+=")),
        ("base64 in mail", pieces("\n> ")),
        ("base64 in HTML", pieces("<wbr>")),
        ("base64 in colour", pieces("\u{1b}[0m\u{1b}[32m")),
        ("base64 in a log", pieces("\n2026-01-02T03:04:05Z INFO ")),
        ("base64 three times", b64::encode(b64::encode_standard(b64::encode_standard(bytes))).into_bytes()),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let compressed = miniz_oxide::deflate::compress_to_vec(bytes, 6);
    let header = [&[0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3][..], b"key.pem\0"].concat();
    [header.as_slice(), &compressed, &[0; 8]].concat()
}

fn uuencode(bytes: &[u8]) -> Vec<u8> {
    let line = |line: &[u8]| {
        let digits = line.chunks(3).flat_map(|group| {
            let byte = |at| u32::from(group.get(at).copied().unwrap_or_default());
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            [18, 12, 6, 0].map(|shift| char::from(b' ' + u8::try_from(bits >> shift & 63).unwrap()))
        });
        let length = char::from(b' ' + u8::try_from(line.len()).unwrap());
        std::iter::once(length).chain(digits).chain(['\n']).collect::<String>()
    };
    format!("begin 644 key\n{}`\nend\n", bytes.chunks(45).map(line).collect::<String>()).into_bytes()
}

fn base32(bytes: &[u8]) -> String {
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect::<Vec<u8>>();
    let digit = |bits: &[u8]| {
        let value = bits.iter().chain(&[0; 4]).take(5).fold(0, |value, bit| value << 1 | usize::from(*bit));
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value])
    };
    bits.chunks(5).map(digit).collect()
}

const ASCII85: &[u8] = b"!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstu";
const RFC1924: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const Z85: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

fn base85(bytes: &[u8], alphabet: &[u8]) -> String {
    let group = |group: &[u8]| {
        let mut padded = [0; 4];
        padded[..group.len()].copy_from_slice(group);
        let mut value = usize::try_from(u32::from_be_bytes(padded)).unwrap();
        let mut digits: Vec<char> = Vec::new();
        for _ in 0..5 {
            digits.insert(0, char::from(alphabet[value % 85]));
            value /= 85;
        }
        digits[..group.len() + 1].iter().collect::<String>()
    };
    bytes.chunks(4).map(group).collect()
}

/// A big-endian number in decimal digits.
fn decimal(number: &[u8]) -> String {
    let mut digits = vec![0_u32];
    for byte in number {
        let mut carry = u32::from(*byte);
        for digit in digits.iter_mut().rev() {
            carry += *digit << 8;
            (*digit, carry) = (carry % 10, carry / 10);
        }
        while carry > 0 {
            digits.insert(0, carry % 10);
            carry /= 10;
        }
    }
    digits.iter().map(u32::to_string).collect()
}

/// Keys as the numbers that they consist of.
fn number_wrappings() -> Vec<(String, Vec<u8>)> {
    type Write = fn(&[u8]) -> String;
    let mut found = Vec::new();
    let hex: Write = |bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let array: Write = |bytes| bytes.iter().map(|byte| format!("0x{byte:02x}")).collect::<Vec<_>>().join(", ");
    let list: Write = |bytes| bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    let notations: [(&str, Write); 5] =
        [("base64url", |n| b64::encode(n)), ("hex", hex), ("decimal", decimal), ("C", array), ("list", list)];
    for (notation, write) in notations {
        for stem in ["p256", "p384", "p521", "secp256k1"] {
            let key = key(&format!("{stem}.spki.pem"));
            let (x, y) = (write(&keys::member(&key, "x")), write(&keys::member(&key, "y")));
            for text in [
                format!("{{\"x\":\"{x}\",\"y\":\"{y}\"}}"),
                format!("{{'y': [{y}], 'x': [{x}]}}"),
                format!("x: {x}\ny: {y}\n"),
                format!("point := Point{{X: []byte{{{x}}}, Y: []byte{{{y}}}}}"),
                format!("static const uint8_t x[] = {{{x}}}; static const uint8_t y[] = {{{y}}};"),
                format!("EccKey(curve='other', point_x={x}, point_y={y})"),
            ] {
                found.push((format!("{stem} coordinates in {notation}: {text}"), text.into_bytes()));
            }
        }
        let key = key("rsa2048.spki.pem");
        let n = write(&keys::member(&key, "n"));
        for text in [
            format!("{{\"n\":\"{n}\",\"exponent\":65537}}"),
            format!("n = {n}\ne = 65537\n"),
            format!("&{{[{n}] 65537}}"),
            format!("RSAPublicNumbers(e=0x10001, n={n})"),
            format!("{{\"e\":\"AQAB\",\"n\":\"{n}\"}}"),
            format!("static const uint8_t modulus[] = {{{n}}}, exponent[] = {{1,0,1}};"),
        ] {
            found.push((format!("modulus in {notation}: {text}"), text.into_bytes()));
        }
    }
    let rsa = key("rsa2048.spki.pem");
    let dnskey = [&[3, 1, 0, 1], keys::member(&rsa, "n").as_slice()].concat();
    found.push((
        "DNSKEY".to_owned(),
        format!("example. IN DNSKEY 257 3 8 {}", b64::encode_standard(dnskey)).into_bytes(),
    ));
    found
}

#[test]
fn public_keys_in_any_wrapping_are_not_secrets() {
    let wrappings = wrappings();
    assert!(wrappings.len() > 200, "{}", wrappings.len());
    let missed: Vec<&str> = wrappings
        .iter()
        .filter(|(_, bytes)| misused_key::find_key_material(bytes).is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn keys_printed_by_openssl_and_ssh_keygen_are_not_secrets() {
    let run = |program: &str, args: &[&str]| {
        let output = std::process::Command::new(program).args(args).current_dir(keys::DIRECTORY).output();
        output.map(|output| output.stdout).inspect_err(|error| eprintln!("skipped: {program}: {error}")).ok()
    };
    for args in [
        &["pkey", "-in", "rsa2048.pkcs8.pem", "-pubout", "-text"][..],
        &["pkey", "-pubin", "-in", "rsa2048.spki.pem", "-text_pub", "-noout"],
        &["pkey", "-pubin", "-in", "p256.spki.pem", "-text_pub", "-noout"],
        &["pkey", "-pubin", "-in", "ed25519.spki.pem", "-text_pub", "-noout"],
        &["rsa", "-pubin", "-in", "rsa2048.spki.pem", "-modulus", "-noout"],
        &["x509", "-in", "p256.cert.pem", "-text", "-noout"],
        &["x509", "-in", "rsa2048.cert.pem", "-modulus", "-noout"],
        &["req", "-in", "request.pem", "-text", "-noout"],
        &["asn1parse", "-in", "rsa2048.spki.pem"],
        &["asn1parse", "-in", "p256.spki.pem", "-dump"],
        &["asn1parse", "-in", "ed25519.spki.pem", "-i"],
    ] {
        let Some(printed) = run("openssl", args) else { return };
        assert!(printed.len() > 60, "openssl {args:?} printed nothing");
        assert!(misused_key::find_key_material(&printed).is_some(), "openssl {args:?}");
    }
}

#[test]
fn dumps_of_keys_are_not_secrets() {
    for file in ["rsa2048.spki.der", "p256.spki.der", "ed25519.spki.der"] {
        for args in [
            &["od"][..],
            &["od", "-x"],
            &["od", "-c"],
            &["od", "-t", "d1"],
            &["od", "-t", "x8"],
            &["od", "-t", "u4"],
            &["od", "-A", "x", "-t", "x1z"],
            &["cat", "-v"],
            &["xxd", "-e"],
            &["xxd", "-b"],
            &["hexdump"],
            &["hexdump", "-c"],
            &["hexdump", "-d"],
        ] {
            let output =
                std::process::Command::new(args[0]).args(&args[1..]).arg(file).current_dir(keys::DIRECTORY).output();
            let Ok(output) = output.inspect_err(|error| eprintln!("skipped: {args:?}: {error}")) else { continue };
            assert!(output.stdout.len() > 40, "{args:?} printed nothing");
            assert!(misused_key::find_key_material(&output.stdout).is_some(), "{args:?} {file}");
        }
    }
}

fn random() -> impl FnMut() -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// Hostile inputs of the longest length that is read are searched or refused within the budget.
#[test]
fn the_work_for_a_secret_is_bounded() {
    // Random secrets of that length are searched to the end.
    let mut random = random();
    let raw: Vec<u8> = (0..65_536).map(|_| random().to_le_bytes()[3]).collect();
    let printable: Vec<u8> = raw.iter().map(|byte| b'!' + byte % 94).collect();
    let words: Vec<u8> = raw.iter().map(|byte| if byte % 7 == 0 { b' ' } else { b'a' + byte % 26 }).collect();
    for secret in [&raw[..], b64::encode(&raw[..49_152]).as_bytes(), &printable, &words] {
        assert_eq!(misused_key::find_key_material(secret), None);
    }
    let number: String = (0..256).map(|at| format!("{:02x}", (at * 7 % 256) | 0x81)).collect();
    let fill = |text: &str| text.repeat(65_536 / text.len()).into_bytes();
    for (name, secret, is_searched) in [
        ("moduli", fill(&format!("{number} ")), true),
        ("points", fill("\u{4}abcdefghijklmnopqrstuvwxyz"), true),
        ("coordinates", fill("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq "), true),
        ("escapes of escapes", fill("&#38;#38;"), true),
        ("one number", fill("7"), false),
    ] {
        let found = misused_key::find_key_material(&secret);
        assert_eq!(found, (!is_searched).then_some(Misuse::NotSearched), "{name}");
    }
}

/// Secrets as `openssl rand`, password managers and users make them.
#[test]
fn random_secrets_are_secrets() {
    let mut random = random();
    let words = [
        "correct", "horse", "battery", "staple", "key", "public", "begin", "modulus", "ssh", "rsa", "kty", "keys",
        "end",
    ];
    for round in 0..1_000_usize {
        let length = 32 + round % 97;
        let raw: Vec<u8> = (0..length).map(|_| random().to_le_bytes()[3]).collect();
        let phrase: Vec<&str> = (0..8).map(|_| words[usize::try_from(random() % 13).unwrap()]).collect();
        let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        for secret in [
            raw.clone(),
            hex.into_bytes(),
            b64::encode(&raw).into_bytes(),
            b64::encode_standard(&raw).into_bytes(),
            phrase.join(" ").into_bytes(),
            phrase.join("-").into_bytes(),
            base32(&raw).into_bytes(),
            base85(&raw, ASCII85).into_bytes(),
            base85(&raw, RFC1924).into_bytes(),
            decimal(&raw).into_bytes(),
            format!("{{\"name\": \"service\", \"secret\": \"{}\", \"n\": 3}}", b64::encode(&raw)).into_bytes(),
        ] {
            assert_eq!(misused_key::find_key_material(&secret), None, "{:?}", String::from_utf8_lossy(&secret));
        }
        let list = |write: &dyn Fn(&u8) -> String| raw.iter().map(write).collect::<Vec<_>>().join(" ");
        let secret = match round % 4 {
            0 => list(&u8::to_string),
            1 => list(&|byte| format!("{byte:#04x}")),
            2 => list(&|byte| format!("{byte:03o}")),
            _ => list(&|byte| format!("{byte:08b}")),
        };
        assert_eq!(misused_key::find_key_material(secret.as_bytes()), None, "{secret}");
    }
}

/// Whatever its members have in them.
#[test]
fn a_jwk_with_control_characters_is_not_a_secret() {
    for character in ["\x7f", "\u{1}", "\u{e9}"] {
        for count in [0, 7, 8, 16, 40, 400] {
            let name = character.repeat(count);
            for jwk in [
                format!(r#"{{"kty":"oct","use":"{name}K","k":"SqAZ192zB3pVFJ0s7pFc"}}"#),
                format!(r#"{{"kid":"{name}","kty":"oct","k":"SqAZ192zB3pVFJ0s7pFc"}}"#),
            ] {
                assert!(misused_key::find_key_material(jwk.as_bytes()).is_some(), "{jwk:?}");
            }
        }
    }
}

#[test]
fn random_bytes_are_possibly_a_key() {
    let ed25519 = keys::member(&key("ed25519.spki.pem"), "x");
    assert_eq!(misused_key::find_key_material(&ed25519), None);
    assert!(misused_key::possible_key(&ed25519).is_some());
    let p256 = key("p256.spki.pem");
    let compressed = [&[2 + keys::member(&p256, "y")[31] % 2], keys::member(&p256, "x").as_slice()].concat();
    assert_eq!(misused_key::find_key_material(&compressed), None);
    assert_eq!(misused_key::possible_key(&compressed), Some("compressed EC point"));
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let n = keys::member(&key("rsa2048.spki.pem"), "n");
    for (number, expected) in [
        (compressed.as_slice(), "compressed EC point"),
        (&n, "RSA modulus"),
        (&keys::member(&key("mldsa44.spki.pem"), "pub"), "ML-DSA public key"),
    ] {
        for text in [hex(number), b64::encode(number), format!("KEY={}\n", b64::encode_standard(number))] {
            assert_eq!(misused_key::find_key_material(text.as_bytes()), None, "{text}");
            assert_eq!(misused_key::possible_key(text.as_bytes()), Some(expected), "{text}");
        }
    }
    assert_eq!(misused_key::possible_key(&[7; 57]), Some("raw Ed448 public key"));
    let minisign = b64::encode_standard([&b"Ed12345678"[..], &ed25519].concat());
    assert_eq!(misused_key::possible_key(minisign.as_bytes()), Some("minisign or signify public key"));
    assert_eq!(misused_key::possible_key(&n), Some("RSA modulus"));
    assert_eq!(misused_key::possible_key(decimal(&n).as_bytes()), Some("RSA modulus"));
    assert_eq!(misused_key::possible_key(b"0123456789abcdef0123456789abcdef"), None);
    assert_eq!(misused_key::possible_key(&[9; 48]), None);
}
