//! Names in, socket addresses that may be connected to out.
//!
//! Invariant: a connection goes to an address that was checked after its name was resolved, because ureq connects to what
//! its resolver returns and asks again for every connection. So a name that resolves to a private address is refused, and so is
//! one that resolves differently the second time.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// Private addresses that may be fetched all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Private {
    /// None.
    #[default]
    None,
    /// These.
    Only(Vec<IpAddr>),
    /// All.
    All,
}

impl Private {
    fn allows(&self, ip: IpAddr) -> bool {
        match self {
            Self::All => true,
            Self::Only(list) if list.contains(&ip) => true,
            _ => is_public(ip),
        }
    }

    /// Checks a host that is written as an address.
    pub(super) fn check_host(&self, url: &Url) -> Result<(), String> {
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
            Some(Host::Domain(_)) => return Ok(()),
            None => return Err(format!("`{url}` names no host")),
        };
        if self.allows(ip) {
            Ok(())
        } else {
            Err(refusal(ip))
        }
    }
}

/// What a refused address is told.
fn refusal(ip: IpAddr) -> String {
    format!("{ip} is a private address; allow it with `--allow-private={ip}`")
}

/// A resolver that refuses private addresses.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) inner: DefaultResolver,
    pub(super) private: Private,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One private address among several is an attack or a mistake: refuse them all.
        match found.iter().find(|a| !self.private.allows(a.ip())) {
            None => Ok(found),
            Some(bad) => Err(Error::Io(std::io::Error::new(
                std::io::ErrorKind::PermissionDenied,
                refusal(bad.ip()),
            ))),
        }
    }
}

/// Whether an address is one of the public internet, by the registries of special addresses (RFC 6890 and its followers).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let tail = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match (a, b) {
        // An IPv4 address in one of its IPv6 forms is what it holds: mapped, translated, 6to4.
        (0, 0) if [c, d, e] == [0, 0, 0] && f == 0xffff => is_public_v4(tail(g, h)),
        (0x64, 0xff9b) if [c, d, e, f] == [0; 4] => is_public_v4(tail(g, h)),
        (0x2002, _) => is_public_v4(tail(b, c)),
        // Benchmarks, Teredo and the rest of the protocol block; documentation.
        (0x2001, 0..=0x01ff | 0x0db8) | (0x3fff, 0..=0x0fff) => false,
        // Nothing else than 2000::/3 is handed out.
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_form() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(ip.parse().expect("an address")), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1",
            "::ffff:8.8.8.8",
            "2002:0808:0808::1",
        ] {
            assert!(is_public(ip.parse().expect("an address")), "{ip}");
        }
    }

    #[test]
    fn numbers_in_disguise_are_numbers() {
        for url in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://[::ffff:7f00:1]/",
        ] {
            let url = Url::parse(url).expect("an address");
            assert!(Private::None.check_host(&url).is_err(), "{url}");
        }
        let url = Url::parse("http://127.0.0.1:8080/").expect("an address");
        let only = Private::Only(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]);
        assert!(only.check_host(&url).is_ok());
        assert!(
            only.check_host(&Url::parse("http://127.0.0.2/").expect("an address"))
                .is_err()
        );
    }
}
