//! TLS: which authorities are trusted, and what a failed handshake means. The one file naming rustls.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) use rustls::Error as TlsError;
use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::base::{Code, Fault};

/// Who may vouch for a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorities {
    /// Those that the system trusts, or those of the file and the folder that OpenSSL's variables name.
    System {
        /// `SSL_CERT_FILE`
        file: Option<PathBuf>,
        /// `SSL_CERT_DIR`
        dir: Option<PathBuf>,
    },
    /// These alone, as DER.
    Only(Vec<Vec<u8>>),
}

impl Authorities {
    /// The certificates in a PEM file, called `name`, which must hold at least one that can vouch for others.
    pub fn from_pem(name: &str, pem: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
        let unreadable = |message: String| Fault::new(Code::Usage, format!("{name}: {message}"));
        let mut certificates = Vec::new();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| unreadable(format!("the PEM cannot be read: {error}")))?;
            RootCertStore::empty().add(certificate.clone()).map_err(|error| {
                unreadable(format!("certificate {} cannot be used: {error}", certificates.len() + 1))
            })?;
            certificates.push(certificate.to_vec());
        }
        if certificates.is_empty() {
            return Err(unreadable("there is no certificate in it".to_owned())
                .hint("it must be PEM, which begins with -----BEGIN CERTIFICATE-----"));
        }
        Ok(certificates)
    }

    /// The certificates, as DER.
    pub(super) fn certificates(&self) -> Result<Vec<Vec<u8>>, Fault> {
        let (file, dir) = match self {
            Self::Only(certificates) => return Ok(certificates.clone()),
            Self::System { file, dir } => (file.as_deref(), dir.as_deref()),
        };
        let found = match (file, dir) {
            (None, None) => rustls_native_certs::load_native_certs(),
            _ => rustls_native_certs::load_certs_from_paths(file, dir),
        };
        if found.certs.is_empty() {
            let why = found.errors.first().map_or_else(String::new, |error| format!(": {error}"));
            return Err(Fault::new(
                Code::Network,
                format!("this system trusts no authority to vouch for servers{why}"),
            )
            .hint("install the system's certificates (Debian: ca-certificates), or name some with --ca-cert FILE"));
        }
        Ok(found.certs.into_iter().map(|certificate| certificate.to_vec()).collect())
    }
}

/// The cryptography of TLS: the same library that checks the signatures.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// What went wrong with TLS, where that is what went wrong.
pub(super) fn problem(error: &io::Error) -> Option<&TlsError> {
    error.get_ref()?.downcast_ref::<TlsError>()
}

/// Whether it was the server's certificate that was not accepted.
pub(super) fn is_about_certificate(error: &TlsError) -> bool {
    matches!(error, TlsError::InvalidCertificate(_))
}

/// An error of TLS in words, without the word "rustls".
pub(super) fn in_words(error: &TlsError) -> String {
    use rustls::CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext,
        UnknownIssuer,
    };
    match error {
        TlsError::InvalidCertificate(why) => match why {
            UnknownIssuer => "no trusted authority vouches for the server's certificate".to_owned(),
            NotValidForName | NotValidForNameContext { .. } => {
                format!("the server's certificate is for another host: {why}")
            }
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } => {
                format!("the server's certificate is not valid now: {why}")
            }
            why => format!("the server's certificate was refused: {why}"),
        },
        TlsError::InvalidMessage(_) => format!("the server does not speak TLS on this port: {error}"),
        error => format!("TLS: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_told() {
        for pem in ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            let fault = Authorities::from_pem("ca.pem", pem.as_bytes()).unwrap_err();
            assert_eq!((fault.code, fault.message.as_str()), (Code::Usage, "ca.pem: there is no certificate in it"));
        }
        for pem in ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nA"]
        {
            assert_eq!(Authorities::from_pem("ca.pem", pem.as_bytes()).unwrap_err().code, Code::Usage, "{pem}");
        }
    }

    #[test]
    fn a_system_without_authorities_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let none = Authorities::System { file: Some(dir.path().join("none.pem")), dir: None };
        assert_eq!(none.certificates().unwrap_err().code, Code::Network);
    }
}
