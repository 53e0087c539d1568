//! A folder of pages, from a web server of the test's own: its links, its engine, and all of it without a network.

use serde_json::json;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use super::browser::unfit;
use super::driven::{Browser, installed};

/// Serves the files of `folder` on this machine; the port.
fn serve(folder: &Path) -> u16 {
    let door = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = door.local_addr().expect("an address").port();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for stream in door.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let Some(line) = lines.next() else { continue };
            lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
            let name = line.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
            let name = if name.is_empty() { "index.html".to_owned() } else { name };
            let kind = match name.rsplit('.').next() {
                Some("html") => "text/html",
                Some("js") => "text/javascript",
                Some("svg") => "image/svg+xml",
                _ => "application/octet-stream",
            };
            let (status, body) =
                std::fs::read(folder.join(&name)).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let mut stream = &stream;
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    port
}

#[test]
fn a_folder_is_a_site_that_works_without_a_network() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    let _ = std::fs::remove_dir_all(&folder);
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts/lessons");
    let engine = super::typed::engine();
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabscope"));
    command.arg("export").arg(&lessons).arg("-o").arg(&folder);
    if let Some(engine) = &engine {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("engine.wasm");
        std::fs::write(&file, engine).expect("it can be written");
        command.arg("--engine").arg(file);
    }
    let done = command.output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let index = std::fs::read_to_string(folder.join("index.html")).expect("an index");
    for lesson in std::fs::read_dir(&lessons).expect("lessons").flatten() {
        let name = lesson.path().file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(
            index.contains(&format!("href=\"{name}.html\"")) && folder.join(format!("{name}.html")).exists(),
            "{name}"
        );
    }
    // What is there stays.
    assert_eq!(command.output().expect("it runs").status.code(), Some(2));

    let (Some(name), Some(_)) = (installed(), engine) else { return };
    let port = serve(&folder);
    let mut browser = Browser::open(name);
    browser.show(&format!("http://localhost:{port}/"), (1280, 800), false);
    assert_eq!(unfit(&mut browser), json!([]));
    browser.wait("navigator.serviceWorker.ready.then((all) => all.active.state)", &json!("activated"));
    browser.ask("document.querySelector('main a').click()");
    let ready = "document.documentElement.classList.contains('ready')";
    browser.wait(ready, &json!(true));
    browser.call("Network.enable", &json!({}));
    let off = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.call("Network.emulateNetworkConditions", &off);
    browser.show(&format!("http://localhost:{port}/playground.html"), (390, 844), true);
    browser.wait(ready, &json!(true));
    assert_ne!(browser.ask("document.querySelectorAll('#tools option').length"), json!(0));
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}
