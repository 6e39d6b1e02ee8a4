//! A local web server that does what each test wants, misbehaving included.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request that came in.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.as_str())
    }
}

/// A server that runs until the test program ends.
pub(crate) struct Server {
    pub(crate) base: String,
    log: Arc<Mutex<Vec<Request>>>,
}

/// Writes an answer; `false` for a path that it does not know, which gets 404.
pub(crate) type Handler = fn(&Request, usize, &mut dyn Write) -> bool;

impl Server {
    /// With a handler that is told the request, how many there were for its path before, and where to write.
    pub(crate) fn new(handler: Handler) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let log: Arc<Mutex<Vec<Request>>> = Arc::default();
        let shared = Arc::clone(&log);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&shared);
                std::thread::spawn(move || serve(stream, &log, handler));
            }
        });
        Self {
            base: format!("http://127.0.0.1:{port}"),
            log,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The requests for a path, in order.
    pub(crate) fn asked(&self, path: &str) -> Vec<Request> {
        let log = self.log.lock().expect("no handler panics");
        log.iter().filter(|r| r.path == path).cloned().collect()
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<Request>>, handler: Handler) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut first = String::new();
    if reader.read_line(&mut first).is_err() || first.is_empty() {
        return;
    }
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).is_err() || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let request = Request { path, headers };
    let before = {
        let mut log = log.lock().expect("no handler panics");
        let before = log.iter().filter(|r| r.path == request.path).count();
        log.push(request.clone());
        before
    };
    let mut out = stream;
    if !handler(&request, before, &mut out) {
        answer(&mut out, 404, "", b"");
    }
    let _ = out.flush();
}

/// Writes a whole answer with more header lines, each ended by CRLF.
pub(crate) fn answer(out: &mut dyn Write, status: u16, headers: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    let _ = out
        .write_all(head.as_bytes())
        .and_then(|()| out.write_all(body));
}

/// A page about an outage, as HTML.
pub(crate) fn page(title: &str) -> String {
    let body = crate::bed::ARTICLE.replace('\n', " ");
    format!(
        "<html lang='id'><head><meta charset='utf-8'><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p><p>{body} {title}</p></article></body></html>"
    )
}

/// Answers with a page.
pub(crate) fn html(out: &mut dyn Write, title: &str) {
    answer(
        out,
        200,
        "Content-Type: text/html; charset=utf-8\r\n",
        page(title).as_bytes(),
    );
}
