//! A page in a real browser, where there is one: a script beside the page's own presses keys and writes down what is shown.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Nothing but the page: no network, no state of the person who runs the tests.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
];

const LESSON: &str = "#: say <First> & \"foremost\"\n> a = Buffer.allocUnsafe(100)\n> b = Buffer.allocUnsafe(3)\n> b.length\n\
                      #: say Second\n> c = Buffer.allocUnsafe(4000)\n> a = null\n";

/// Runs before the page's script.
const BEFORE: &str = "window.wrong = []; addEventListener('error', (e) => wrong.push(e.message)); \
    addEventListener('securitypolicyviolation', (e) => wrong.push(e.violatedDirective)); \
    for (const level of ['error', 'warn']) console[level] = (...all) => wrong.push(all.join(' '));";

/// Runs after it.
const AFTER: &str = r"
const seen = {}, byId = (name) => document.getElementById(name);
const labels = () => [...document.querySelectorAll('#map rect[data-row=slab]')].map((rect) => rect.textContent);
const press = (key, target) => (target ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const state = () => [+byId('at').textContent, +byId('slider').value, [...document.querySelectorAll('section.on')].map((one) => one.id).join(), labels().length];
seen.start = state();
seen.labels = labels();
for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'End', 'ArrowRight', 'Home', 'PageDown', 'PageDown', 'PageUp', 'x'])
  (seen.keys ??= []).push([key, press(key), ...state()]);
document.querySelectorAll('section button')[1].click();
seen.clicked = state();
document.querySelectorAll('nav a')[1].click();
seen.marked = state();
seen.mark = document.querySelector('nav a[aria-current]').textContent;
byId('slider').value = 2;
byId('slider').dispatchEvent(new Event('input', { bubbles: true }));
seen.slid = state();
seen.said = byId('slider').getAttribute('aria-valuetext');
seen.stops = [...document.querySelectorAll('a, button, input, #map rect')].filter((one) => one.tabIndex >= 0).map((one) => one.closest('header, aside, main').nodeName + ' ' + one.nodeName.toLowerCase());
const rects = [...document.querySelectorAll('#map rect')];
rects[1].dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
seen.hover = byId('story').textContent;
rects[0].focus();
const walked = (key) => { press(key, document.activeElement); return [document.activeElement.textContent, byId('story').textContent, +byId('at').textContent]; };
seen.walk = ['ArrowRight', 'ArrowRight', 'End', 'Home'].map(walked);
seen.reachable = document.querySelectorAll('#map rect[tabindex=\'0\']').length;
press('Escape', document.activeElement);
seen.escaped = document.activeElement.id;
const widest = {};
for (const rect of rects) widest[rect.dataset.region] = Math.max(widest[rect.dataset.region] ?? 0, rect.getBoundingClientRect().width);
seen.narrowest = Math.min(...Object.values(widest));
seen.overflow = document.documentElement.scrollWidth - innerWidth;
seen.dark = matchMedia('(prefers-color-scheme: dark)').matches;
seen.paper = getComputedStyle(document.body).backgroundColor;
seen.unnamed = [...document.querySelectorAll('button, input, a')].filter((one) => !(one.textContent || one.closest('label'))).length;
dispatchEvent(new Event('beforeprint'));
seen.printed = [...document.querySelectorAll('section')].map((section) => section.querySelectorAll('figure rect').length);
seen.pattern = document.querySelector('pattern').closest('section, aside').nodeName;
dispatchEvent(new Event('afterprint'));
seen.again = document.querySelectorAll('#map rect').length;
seen.left = document.querySelectorAll('section figure').length;
seen.wrong = wrong;
const probe = document.createElement('pre');
probe.id = 'probe';
probe.textContent = encodeURIComponent(JSON.stringify(seen));
document.body.append(probe);
";

/// The first browser that answers, or a sentence about why nothing is tested.
fn browser() -> Option<&'static str> {
    let found = BROWSERS
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()));
    if found.is_none() {
        eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
    }
    found
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn dump(browser: &str, folder: &Path, page: &str, flags: &[String]) -> String {
    let file = folder.join("page.html");
    std::fs::write(&file, page).expect("a page can be written");
    let shown = Command::new(browser)
        .args(FLAGS)
        .args(flags)
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("it runs");
    String::from_utf8_lossy(&shown.stdout).into_owned()
}

/// What the probe saw on the page of the lesson.
fn probed(browser: &str, name: &str, width: u16, dark: bool) -> Value {
    let page = super::page(LESSON, "lesson");
    let page = page.replacen("<script>", &format!("<script>{BEFORE}</script><script>"), 1);
    let page = page.replacen("</body>", &format!("<script>{AFTER}</script></body>"), 1);
    let scheme = i32::from(!dark);
    let flags = [format!("--window-size={width},900"), format!("--blink-settings=preferredColorScheme={scheme}")];
    let dom = dump(browser, &folder(name), &page, &flags);
    let probe = dom.split("<pre id=\"probe\">").nth(1).and_then(|rest| rest.split('<').next());
    let coded = probe.unwrap_or_else(|| panic!("the probe has not run: {dom}")).as_bytes();
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < coded.len() {
        if coded[at] == b'%' {
            let digits = std::str::from_utf8(&coded[at + 1..at + 3]).expect("digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
            at += 3;
        } else {
            bytes.push(coded[at]);
            at += 1;
        }
    }
    serde_json::from_slice(&bytes).expect("the probe writes JSON")
}

#[test]
fn keys_step_through_the_page() {
    let Some(browser) = browser() else { return };
    let seen = probed(browser, "keys", 1400, false);
    assert_eq!(seen["wrong"], serde_json::json!([]), "nothing is logged");
    // Where it stands, by its figure, its slider, its section and its regions.
    assert_eq!(seen["start"], serde_json::json!([1, 1, "s1", 4]), "{seen}");
    assert!(
        seen["labels"][1].as_str().is_some_and(|label| label.starts_with("a, Buffer.allocUnsafe in statement 1")),
        "{seen}"
    );
    let places = [
        ("ArrowRight", 2),
        ("ArrowDown", 3),
        ("ArrowLeft", 2),
        ("ArrowUp", 1),
        ("ArrowUp", 1),
        ("End", 5),
        ("ArrowRight", 5),
        ("Home", 1),
        ("PageDown", 4),
        ("PageDown", 5),
        ("PageUp", 4),
        ("x", 4),
    ];
    for (index, (key, place)) in places.into_iter().enumerate() {
        let pressed = &seen["keys"][index];
        // The key is the page's, and does not scroll as well.
        let (obeyed, section) = (key == "x", format!("s{place}"));
        let wanted = serde_json::json!([key, obeyed, place, place, section]);
        assert_eq!(pressed.as_array().map(|all| &all[..5]), wanted.as_array().map(Vec::as_slice), "{seen}");
    }
    for (what, place) in [("clicked", 2), ("marked", 4), ("slid", 2)] {
        assert_eq!(seen[what][0], place, "{what}: {seen}");
    }
    assert_eq!((&seen["mark"], &seen["said"]), (&"Second".into(), &"statement 2: b = Buffer.allocUnsafe(3)".into()));
}

#[test]
fn regions_are_reached_and_told() {
    let Some(browser) = browser() else { return };
    let seen = probed(browser, "regions", 1400, false);
    let stops: Vec<&str> = seen["stops"].as_array().expect("stops").iter().filter_map(Value::as_str).collect();
    assert_eq!(
        stops[..4],
        ["HEADER input", "HEADER a", "HEADER a", "ASIDE rect"],
        "the picture comes before the statements"
    );
    assert!(stops[4..].iter().all(|stop| *stop == "MAIN button"), "{stops:?}");
    assert!(
        seen["hover"].as_str().is_some_and(|story| story.starts_with("a, Buffer.allocUnsafe in statement 1")),
        "{seen}"
    );
    for step in seen["walk"].as_array().expect("steps") {
        assert_eq!(step[0], step[1], "where the focus is, the story is told");
        assert_eq!(step[2], 2, "the statement stays: {seen}");
    }
    assert!(seen["walk"][0][0].as_str().is_some_and(|label| label.starts_with("a, ")), "{seen}");
    assert_eq!((&seen["reachable"], &seen["escaped"], &seen["unnamed"]), (&1.into(), &"slider".into(), &0.into()));
    assert!(seen["narrowest"].as_f64().is_some_and(|width| width > 4.0), "{seen}");
}

#[test]
fn a_page_is_printed_with_each_picture_that_changed() {
    let Some(browser) = browser() else { return };
    let seen = probed(browser, "print", 1400, false);
    let printed: Vec<u64> = seen["printed"].as_array().expect("sections").iter().filter_map(Value::as_u64).collect();
    assert_eq!((printed[2], &seen["left"]), (0, &0.into()), "{printed:?}");
    assert!(seen["pattern"] == "SECTION" && seen["again"].as_u64().is_some_and(|count| count > 0), "{seen}");
    assert!([0, 1, 3].iter().all(|&index| printed[index] > 0), "{printed:?}");
}

#[test]
fn both_schemes_and_small_windows_are_fit_to_read() {
    let Some(browser) = browser() else { return };
    for (name, width, dark, paper) in [
        ("light", 1400, false, "rgb(255, 255, 255)"),
        ("dark", 1400, true, "rgb(17, 17, 17)"),
        ("narrow", 500, true, "rgb(17, 17, 17)"),
    ] {
        let seen = probed(browser, name, width, dark);
        assert_eq!((&seen["dark"], &seen["paper"]), (&dark.into(), &paper.into()), "{name}");
        assert_eq!(seen["wrong"], serde_json::json!([]), "{name}");
        assert!(
            seen["overflow"].as_i64().is_some_and(|columns| columns <= 0),
            "{name} is wider than its window: {seen}"
        );
    }
}
