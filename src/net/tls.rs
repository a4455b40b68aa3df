//! TLS: which CA certificates are trusted, and the messages of failed handshakes. The one file naming rustls.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) use rustls::Error as TlsError;
use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::base::{Code, Fault};

/// The trusted CA certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorities {
    /// Those of the system, or those of the file and the directory that OpenSSL's variables name.
    System {
        /// `SSL_CERT_FILE`
        file: Option<PathBuf>,
        /// `SSL_CERT_DIR`
        dir: Option<PathBuf>,
    },
    /// Only these, as DER.
    Only(Vec<Vec<u8>>),
}

impl Authorities {
    /// The certificates of the PEM file `name`; at least one is required.
    pub fn from_pem(name: &str, pem: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
        let unreadable = |message: String| Fault::new(Code::Usage, format!("{name}: {message}"));
        let mut certificates = Vec::new();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| unreadable(format!("invalid PEM: {error}")))?;
            RootCertStore::empty().add(certificate.clone()).map_err(|error| {
                unreadable(format!("certificate {} cannot be used: {error}", certificates.len() + 1))
            })?;
            certificates.push(certificate.to_vec());
        }
        if certificates.is_empty() {
            return Err(unreadable("no certificate found".to_owned())
                .hint("pass a PEM file, which begins with -----BEGIN CERTIFICATE-----"));
        }
        Ok(certificates)
    }

    /// Bytes that are equal for the same certificates, or for the same system settings.
    pub fn identity(&self) -> Vec<u8> {
        match self {
            Self::System { file, dir } => format!("system {file:?} {dir:?}").into_bytes(),
            Self::Only(certificates) => {
                let mut certificates: Vec<_> = certificates.iter().collect();
                certificates.sort_unstable();
                certificates.dedup();
                format!("only {certificates:?}").into_bytes()
            }
        }
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
            return Err(Fault::new(Code::Network, format!("no trusted CA certificates found on this system{why}"))
                .hint("install the system's CA certificates (Debian: ca-certificates), or pass --ca-cert FILE"));
        }
        Ok(found.certs.into_iter().map(|certificate| certificate.to_vec()).collect())
    }
}

/// The library that also checks the signatures.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// The TLS error inside an I/O error.
pub(super) fn tls_error(error: &io::Error) -> Option<&TlsError> {
    error.get_ref()?.downcast_ref::<TlsError>()
}

pub(super) fn is_about_certificate(error: &TlsError) -> bool {
    matches!(error, TlsError::InvalidCertificate(_))
}

pub(super) fn describe(error: &TlsError) -> String {
    use rustls::CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext,
        UnknownIssuer,
    };
    match error {
        TlsError::InvalidCertificate(why) => match why {
            UnknownIssuer => "the server's certificate is not trusted (unknown issuer)".to_owned(),
            NotValidForName | NotValidForNameContext { .. } => {
                format!("the server's certificate is for another host: {why}")
            }
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } => {
                format!("the server's certificate is not valid now: {why}")
            }
            why => format!("the server's certificate was refused: {why}"),
        },
        TlsError::InvalidMessage(_) => format!("the server does not use TLS on this port: {error}"),
        error => format!("TLS: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_an_error() {
        for pem in ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            let fault = Authorities::from_pem("ca.pem", pem.as_bytes()).unwrap_err();
            assert_eq!((fault.code, fault.message.as_str()), (Code::Usage, "ca.pem: no certificate found"));
        }
        for pem in ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nA"]
        {
            assert_eq!(Authorities::from_pem("ca.pem", pem.as_bytes()).unwrap_err().code, Code::Usage, "{pem}");
        }
    }

    #[test]
    fn a_system_without_ca_certificates_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let none = Authorities::System { file: Some(dir.path().join("none.pem")), dir: None };
        assert_eq!(none.certificates().unwrap_err().code, Code::Network);
    }
}
