//! Pages in a real browser, where there is one: driven over the `DevTools` protocol's pipe, so that nothing waits longer than it is told
//! to, and a stream that never ends is no trouble.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]
#![allow(dead_code, reason = "each test needs a part of it")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Counts the browsers of a process.
static OPENED: AtomicU32 = AtomicU32::new(0);

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser that is installed; where there is none, the test says that it is skipped.
pub fn installed() -> Option<&'static str> {
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success());
    let found = BROWSERS.into_iter().find(there);
    if found.is_none() {
        eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
    }
    found
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    asked: u64,
    pub complaints: Vec<Value>,
    folder: PathBuf,
}

impl Browser {
    pub fn open(name: &str) -> Self {
        let number = OPENED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("slabscope-browser-{}-{number}", std::process::id()));
        // The protocol is spoken on descriptors 3 and 4; the browser's own talk is nobody's concern.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 >/dev/null 2>&1", name])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", folder.display()))
            .args(["--remote-debugging-pipe", "about:blank"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let input = child.stdin.take().expect("its input is a pipe");
        let output = child.stdout.take().expect("its output is a pipe");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let parts = BufReader::new(output).split(0).map_while(Result::ok);
            parts.filter_map(|part| serde_json::from_slice(&part).ok()).try_for_each(|message| sender.send(message))
        });
        let (session, complaints) = (None, Vec::new());
        let mut browser = Self { child, input, messages, session, asked: 0, complaints, folder };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Log.enable", "Runtime.enable", "Page.enable"] {
            browser.call(domain, &json!({}));
        }
        browser
    }

    pub fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.input.write_all(format!("{message}\0").as_bytes()).expect("it reads");
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let mut heard = self.messages.recv_timeout(left).unwrap_or_else(|problem| panic!("{method}: {problem}"));
            if heard["id"] == json!(self.asked) {
                // What a page that goes away is asked has no answer: whoever waits asks the next one.
                let goes = heard["error"]["message"].as_str().is_some_and(|why| why.contains("navigated"));
                assert!(heard["error"].is_null() || goes, "{method}: {heard}");
                return heard["result"].take();
            }
            if matches!(heard["method"].as_str(), Some("Log.entryAdded" | "Runtime.exceptionThrown")) {
                self.complaints.push(heard["params"].take());
            }
        }
    }

    pub fn ask(&mut self, expression: &str) -> Value {
        let answer = self.call(
            "Runtime.evaluate",
            &json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true }),
        );
        answer["result"]["value"].clone()
    }

    /// Waits until `expression` is `wanted`.
    pub fn wait(&mut self, expression: &str, wanted: &Value) {
        let until = Instant::now() + PATIENCE;
        loop {
            let now = self.ask(expression);
            if now == *wanted {
                return;
            }
            assert!(Instant::now() < until, "{expression} is {now}, not {wanted}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Opens the page at `address` in a window of that size; `dark` is the scheme its reader likes.
    pub fn show(&mut self, address: &str, (width, height): (u32, u32), dark: bool) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        self.prefer("prefers-color-scheme", if dark { "dark" } else { "light" });
        self.call("Page.navigate", &json!({ "url": address }));
        self.wait("document.readyState", &json!("complete"));
    }

    /// Says what its reader likes.
    pub fn prefer(&mut self, feature: &str, value: &str) {
        let features = json!([{ "name": feature, "value": value }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// A key, as a keyboard sends it.
    pub fn press(&mut self, key: &str) {
        let codes =
            [("Tab", 9), ("Enter", 13), ("Escape", 27), ("End", 35), ("Home", 36), ("ArrowLeft", 37), ("ArrowUp", 38)];
        let more = [("ArrowRight", 39), ("ArrowDown", 40), ("PageUp", 33), ("PageDown", 34)];
        let code = codes.iter().chain(&more).find(|(name, _)| *name == key).map_or(0, |(_, code)| *code);
        let mut event = json!({ "type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code });
        if key == "Enter" {
            event["text"] = json!("\r");
        }
        self.call("Input.dispatchKeyEvent", &event);
        self.call("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key, "code": key }));
    }

    /// Types `text` where the focus is.
    pub fn insert(&mut self, text: &str) {
        self.call("Input.insertText", &json!({ "text": text }));
    }

    /// What is to be seen goes to a file, as PNG.
    pub fn screenshot(&mut self, file: &Path) {
        let shot = self.call("Page.captureScreenshot", &json!({}));
        let data = shot["data"].as_str().expect("a picture");
        std::fs::write(file, base64_simd::STANDARD.decode_to_vec(data).expect("base64")).expect("it can be written");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
