//! TLS for connections: a certificate chain and its key, read from files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

use crate::base::fault::io_reason;
use crate::base::sync::{read, write};
use crate::base::{Code, Fault, Secret};

/// The files of `--tls-cert` and `--tls-key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and its chain, as PEM.
    pub certificate: PathBuf,
    /// The private key, as PEM.
    pub key: PathBuf,
}

/// What accepts TLS connections; the files can be read again.
pub struct Tls {
    files: TlsFiles,
    acceptor: RwLock<TlsAcceptor>,
}

impl Tls {
    pub fn open(files: TlsFiles) -> Result<Self, Fault> {
        Ok(Self { acceptor: RwLock::new(acceptor(&files)?), files })
    }

    /// Reads the files again. If they cannot be used, the certificate stays as it is.
    pub fn reload(&self) -> Result<(), Fault> {
        *write(&self.acceptor) = acceptor(&self.files)?;
        Ok(())
    }

    pub fn acceptor(&self) -> TlsAcceptor {
        read(&self.acceptor).clone()
    }
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, Fault> {
    let unusable = |path: &Path, error: &dyn std::fmt::Display| {
        Fault::new(Code::KeyUnreadable, format!("{}: {error}", path.display()))
    };
    let read = |path: &Path| fs::read(path).map(Secret::new).map_err(|error| unusable(path, &io_reason(&error)));
    let pem = read(&files.certificate)?;
    let chain: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(pem.expose()).collect();
    let chain = chain.map_err(|error| unusable(&files.certificate, &error))?;
    if chain.is_empty() {
        return Err(unusable(&files.certificate, &"no certificate found")
            .hint("pass a PEM file, which begins with -----BEGIN CERTIFICATE-----"));
    }
    let key = PrivateKeyDer::from_pem_slice(read(&files.key)?.expose()).map_err(|error| {
        unusable(&files.key, &error).hint("pass a PEM file with an unencrypted private key (PKCS#8, PKCS#1 or SEC1)")
    })?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| unusable(&files.key, &error).hint("the key must be that of the first certificate"))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
