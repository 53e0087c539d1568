//! The page in a real browser, where there is one: driven over the `DevTools` protocol's pipe, so that nothing waits longer than
//! it is told to, and a stream that never ends is no trouble.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{PATIENCE, Prompt};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser that is installed; where there is none, the test says that it is skipped.
fn installed() -> Option<&'static str> {
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success());
    let found = BROWSERS.into_iter().find(there);
    if found.is_none() {
        eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
    }
    found
}

/// A browser with one page.
struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    asked: u64,
    complaints: Vec<Value>,
    folder: PathBuf,
}

impl Browser {
    fn open(name: &str, what: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("slabscope-live-{}-{what}", std::process::id()));
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

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
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
                assert!(heard["error"].is_null(), "{method}: {heard}");
                return heard["result"].take();
            }
            if matches!(heard["method"].as_str(), Some("Log.entryAdded" | "Runtime.exceptionThrown")) {
                self.complaints.push(heard["params"].take());
            }
        }
    }

    fn ask(&mut self, expression: &str) -> Value {
        let answer = self.call("Runtime.evaluate", &json!({ "expression": expression, "returnByValue": true }));
        answer["result"]["value"].clone()
    }

    /// Waits until `expression` is `wanted`.
    fn wait(&mut self, expression: &str, wanted: &Value) {
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

    fn press(&mut self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            self.call("Input.dispatchKeyEvent", &json!({ "type": kind, "key": key, "code": key }));
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What is shown: where the page is, its newest answer, its current statement.
const AT: &str = "document.getElementById('at').textContent";
const STATE: &str = "document.getElementById('state').textContent";
const CURRENT: &str = "document.querySelector('[aria-current=step] code')?.textContent";
const FOLLOW: &str = "document.getElementById('follow').textContent";

#[test]
fn a_page_follows_in_a_browser() {
    let Some(name) = installed() else { return };
    let mut prompt = Prompt::open();
    prompt.enter("first = Buffer.allocUnsafe(4095); first.byteOffset");
    let mut browser = Browser::open(name, "follow");
    let url = prompt.url();
    browser.call("Page.navigate", &json!({ "url": url }));
    browser.wait(STATE, &json!("live"));
    browser.wait(AT, &json!("2 of 2"));
    assert_eq!(browser.ask("document.querySelector('li.on pre').textContent"), json!("256"));

    // What is typed now appears by itself, the slabs with it, and nothing of it is markup.
    let hostile = "second = { '<img src=x onerror=boom()>': Buffer.allocUnsafe(4000) }; '<b>bold</b>'";
    prompt.enter(hostile);
    browser.wait(CURRENT, &json!(hostile));
    assert_eq!(browser.ask("document.querySelector('li.on pre span').className"), json!("string"));
    assert_eq!(
        browser.ask("document.querySelectorAll('#list img, #list b, #slabs img, #slabs style').length"),
        json!(0)
    );
    assert_eq!(
        browser.ask("[...document.querySelectorAll('#slabs svg rect[data-row=slab][class^=o]')].filter((one) => one.textContent.includes('<img')).length"),
        json!(1)
    );
    let hue = "getComputedStyle(document.querySelector('#slabs rect[class^=o]')).fill";
    assert_ne!(browser.ask(hue), json!("rgb(0, 0, 0)"), "the picture has its style");
    let spoken = browser.ask("document.getElementById('news').textContent");
    assert!(spoken.as_str().is_some_and(|text| text.contains("<b>bold</b>")), "{spoken}");

    // Stepping back stops following; the past keeps its own slabs.
    browser.press("ArrowLeft");
    browser.wait(AT, &json!("2 of 3"));
    browser.wait("document.querySelectorAll('#slabs svg rect[data-row=slab][class^=o]').length", &json!(1));
    prompt.enter("third = 3");
    browser.wait(FOLLOW, &json!("Follow (1 new)"));
    assert_eq!(browser.ask(AT), json!("2 of 4"));
    browser.press("Home");
    browser.wait(AT, &json!("1 of 4"));
    browser.press("End");
    browser.wait(FOLLOW, &json!("Following"));
    browser.wait(CURRENT, &json!("third = 3"));
    browser.ask("document.getElementById('slider').value = 2; document.getElementById('slider').dispatchEvent(new Event('input'))");
    browser.wait(AT, &json!("2 of 4"));
    browser.ask("document.getElementById('follow').click()");
    browser.wait(AT, &json!("4 of 4"));

    // Pointing at a region tells its story.
    browser.ask("document.querySelector('#slabs rect[class^=o]').focus()");
    let story = browser.ask("document.getElementById('story').textContent");
    assert!(story.as_str().is_some_and(|text| text.starts_with("first, Buffer.allocUnsafe")), "{story}");
    let loaded =
        browser.ask("performance.getEntriesByType('resource').every((one) => one.name.startsWith(location.origin))");
    assert_eq!(loaded, json!(true), "nothing is loaded from elsewhere");

    // A page that comes late has the whole past, once.
    browser.call("Page.reload", &json!({}));
    browser.wait(AT, &json!("4 of 4"));
    assert_eq!(browser.ask("document.querySelectorAll('#list li').length"), json!(4));

    prompt.leave();
    browser.wait("document.getElementById('state').className", &json!("left"));
    assert_eq!(browser.ask(AT), json!("4 of 4"), "what was shown stays");
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

/// A prompt that is killed says no farewell.
#[test]
fn a_lost_connection_is_told() {
    let Some(name) = installed() else { return };
    let mut prompt = Prompt::open();
    let mut browser = Browser::open(name, "lost");
    let url = prompt.url();
    browser.call("Page.navigate", &json!({ "url": url }));
    browser.wait(STATE, &json!("live"));
    prompt.child.kill().expect("it runs");
    browser.wait("document.getElementById('state').className", &json!("lost"));
    let told = browser.ask(STATE);
    assert!(told.as_str().is_some_and(|text| text.starts_with("connection lost at ")), "{told}");
}
