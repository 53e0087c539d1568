//! Pages with the engine in them, in a real browser, where there are both: what is typed, changed, stopped, linked, compared. `.ci/web`
//! makes the engine; without it nothing is tested here, and that is said.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use super::browser::{OVERFLOW, kept, unfit};
use super::driven::{Browser, installed};
use engine::transcript::Document;
use slabscope::export::Maker;
use slabscope::page::{Engine, Place};

const PROMPT: &str = "document.querySelector('#prompt textarea')";
const AT: &str = "document.getElementById('at').textContent";
const ANSWERS: &str =
    "[...document.querySelectorAll('#steps section')].map((one) => one.querySelector('.answer')?.textContent ?? '')";
const READY: &str = "document.documentElement.classList.contains('ready')";

/// The engine, where it was built.
pub fn engine() -> Option<Vec<u8>> {
    let folder = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    let bytes = std::fs::read(folder.join("web/slabscope.wasm")).ok();
    if bytes.is_none() {
        eprintln!("skipped: .ci/web has not made the engine");
    }
    bytes
}

/// A browser with a page that can be typed on.
fn opened(name: &str, text: &str, link: &str) -> Option<Browser> {
    let (browser, engine) = (installed()?, engine()?);
    let document = Document::read(text.as_bytes().to_vec(), false).expect("a transcript");
    let page = super::made(&document, "lesson", Some(Engine::Inside(&engine)));
    let mut browser = Browser::open(browser);
    browser.show(&(kept(name, &page) + link), (1280, 800), false);
    browser.wait(READY, &json!(true));
    Some(browser)
}

fn enter(browser: &mut Browser, text: &str) {
    browser.ask(&format!("{PROMPT}.focus()"));
    browser.insert(text);
    browser.press("Enter");
}

#[test]
fn statements_are_typed_completed_and_answered() {
    let Some(mut browser) = opened("typed", "> a = Buffer.allocUnsafe(4)\n", "") else { return };
    enter(&mut browser, "a.buffer.byteLength");
    browser.wait(ANSWERS, &json!(["<Buffer 00 00 00 00>", "8192"]));
    browser.insert("b = Buffer.from('hello')");
    browser.wait(
        "document.querySelector('#prompt .preview').textContent",
        &json!("<Buffer 68 65 6c 6c 6f>   would take #1 [16, 21)"),
    );
    browser.press("Enter");
    browser.wait(AT, &json!("3 of 3"));
    browser.insert("Buffer.alloc(");
    browser.wait(
        "document.querySelector('#prompt .preview').textContent",
        &json!("Buffer.alloc(size, fill = 0, encoding = 'utf8')"),
    );
    browser.insert("2)");
    browser.press("Enter");
    browser.wait(AT, &json!("4 of 4"));
    browser.insert("b.swap");
    browser.press("Tab");
    browser.wait("document.querySelectorAll('#prompt [role=option]').length", &json!(3));
    assert_eq!(unfit(&mut browser), json!([]));
    browser.press("ArrowDown");
    browser.press("Enter");
    browser.wait(&format!("{PROMPT}.value"), &json!("b.swap16"));
    browser.press("Escape");
    // What is not finished goes on in the next line.
    browser.ask(&format!("{PROMPT}.value = ''; {PROMPT}.focus()"));
    enter(&mut browser, "[1, 2].map((x) => {");
    browser.wait(&format!("{PROMPT}.value.includes('\\n')"), &json!(true));
    browser.insert("return x * 2 })");
    browser.press("Enter");
    browser.wait("document.querySelector('#s5 .answer').textContent", &json!("[ 2, 4 ]"));
    browser.press("ArrowUp");
    assert!(browser.ask(&format!("{PROMPT}.value")).as_str().is_some_and(|text| text.starts_with("[1, 2].map(")));
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

#[test]
fn a_changed_entry_runs_all_after_it_again() {
    let text =
        "#: slider size 1..5000\n> size = 100\n> b = Buffer.allocUnsafe(size); b.length\n> b.buffer.byteLength\n";
    let Some(mut browser) = opened("changed", text, "") else { return };
    assert_eq!(browser.ask(ANSWERS), json!(["100", "100", "8192"]));
    browser.ask("document.querySelector('#s1 .edit').click()");
    browser.ask("document.querySelector('#s1 textarea').select()");
    browser.insert("size = 5000");
    browser.press("Enter");
    browser.wait(ANSWERS, &json!(["5000", "5000", "5000"]));
    browser.ask(
        "slide = document.querySelector('.slide input'); slide.value = 7; slide.dispatchEvent(new Event('input'))",
    );
    browser.wait(ANSWERS, &json!(["7", "7", "8192"]));
    // As often as a screen is drawn.
    let frames = "new Promise((done) => { let count = 0, since; const next = (now) => { since ??= now; slide.value = 10 + count; slide.dispatchEvent(new Event('input')); if (++count > 60) done(now - since); else requestAnimationFrame(next); }; requestAnimationFrame(next); })";
    let took = browser.ask(frames).as_f64().expect("milliseconds");
    assert!(took < 4000.0, "{took} ms for 60 frames");
    browser.wait("document.querySelector('#s1 .answer').textContent", &json!("70"));
    browser.ask("document.querySelector('#s2 .edit').click()");
    browser.press("Escape");
    assert_eq!(
        browser.ask("document.activeElement.className"),
        json!("edit"),
        "what is given up leaves the focus where it was"
    );
    browser.ask("document.querySelector('#s2 .edit').click()");
    browser.ask("area = document.querySelector('#s2 textarea'); area.value = ''; area.focus()");
    browser.press("Enter");
    browser.wait(AT, &json!("2 of 2"));
}

#[test]
fn what_never_ends_is_stopped_and_the_session_stays() {
    let Some(mut browser) = opened("stopped", "> a = Buffer.from('kept')\n", "") else { return };
    enter(&mut browser, "while (true);");
    browser.wait(
        ANSWERS,
        &json!(["<Buffer 6b 65 70 74>", "Uncaught Error: the statement took longer than --timeout allows"]),
    );
    enter(&mut browser, "/(a*)*b/.test('a'.repeat(40))");
    browser.wait(
        "document.querySelector('#prompt .preview').textContent",
        &json!("this never ended, and was stopped; the session is as it was."),
    );
    browser.ask(&format!("{PROMPT}.value = ''"));
    enter(&mut browser, "String(a)");
    browser.wait("document.querySelector('#s3 .answer')?.textContent", &json!("'kept'"));
}

#[test]
fn the_session_is_in_the_link_and_in_the_file() {
    let Some(mut browser) = opened("link", "> a = 1\n", "") else { return };
    enter(&mut browser, "'</script><img src=x onerror=boom()>' + a");
    browser.wait(AT, &json!("2 of 2"));
    browser.wait("location.hash.startsWith('#t=')", &json!(true));
    let link = browser.ask("location.href").as_str().expect("a link").to_owned();
    browser.call("Page.navigate", &json!({ "url": "about:blank" }));
    browser.call("Page.navigate", &json!({ "url": link }));
    browser.wait(READY, &json!(true));
    browser.wait(ANSWERS, &json!(["1", "'</script><img src=x onerror=boom()>1'"]));
    assert_eq!(browser.ask("document.querySelectorAll('main img, main script').length"), json!(0));
    // Saved, it is a transcript with its answers.
    browser.ask("saved = null; made = URL.createObjectURL; URL.createObjectURL = (blob) => { saved = blob.text(); return made.call(URL, blob); }; [...document.querySelectorAll('#tools button')].find((one) => one.textContent === 'Save').click()");
    browser.wait("saved !== null", &json!(true));
    assert_eq!(
        browser.ask("saved"),
        json!(
            "#: profile 22\n> a = 1\n1\n> '</script><img src=x onerror=boom()>' + a\n'</script><img src=x onerror=boom()>1'\n"
        )
    );
    // Half a link is half a session, and says so.
    let half = &link[..link.len() - 12];
    browser.call("Page.navigate", &json!({ "url": "about:blank" }));
    browser.call("Page.navigate", &json!({ "url": half }));
    browser.wait(READY, &json!(true));
    browser.wait("document.getElementById('state').textContent.startsWith('The link is damaged')", &json!(true));
}

#[test]
fn releases_stand_side_by_side() {
    let Some(mut browser) = opened("releases", "> Buffer.poolSize\n> 1 + 1\n", "") else { return };
    browser.ask(
        "[...document.querySelectorAll('#tools button')].find((one) => one.textContent.startsWith('Compare')).click()",
    );
    browser.wait(
        "document.getElementById('state').textContent",
        &json!("1 of 2 answers differ between Node 18 and 26; each is shown below its step."),
    );
    assert_eq!(browser.ask("document.querySelector('#s1 .releases').innerText.includes('65536')"), json!(true));
    browser.ask("chosen = document.getElementById('profile'); chosen.value = 'node26'; chosen.dispatchEvent(new Event('change'))");
    browser.wait(ANSWERS, &json!(["65536", "2"]));
}

/// A directive in front of an article would be prose: there the chooser holds for all of its fences.
#[test]
fn the_release_of_an_article_is_chosen_without_touching_its_text() {
    let (Some(name), Some(engine)) = (installed(), engine()) else { return };
    let text = "# Sizes\n\n```transcript\n> Buffer.poolSize\n```\n";
    let document = Document::read(text.as_bytes().to_vec(), true).expect("an article");
    let mut browser = Browser::open(name);
    browser.show(&kept("article", &super::made(&document, "sizes", Some(Engine::Inside(&engine)))), (1280, 800), false);
    browser.wait(READY, &json!(true));
    assert_eq!(browser.ask(ANSWERS), json!(["8192"]));
    browser.ask("chosen = document.getElementById('profile'); chosen.value = 'node26'; chosen.dispatchEvent(new Event('change'))");
    browser.wait(ANSWERS, &json!(["65536"]));
    assert_eq!(browser.ask("document.querySelectorAll('#steps h1').length"), json!(1));
}

/// Everything in a transcript is answered in the browser as in the terminal.
#[test]
fn all_transcripts_are_answered_as_in_the_terminal() {
    let (Some(name), Some(engine)) = (installed(), engine()) else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts");
    let found = slabscope::replay::collect(&[folder.to_string_lossy().into_owned()]).expect("transcripts");
    let (mut browser, mut entries) = (Browser::open(name), 0);
    for file in found.iter().map(|found| &found.path) {
        let document = Document::of_file(file, std::fs::read(file).expect("a file")).expect("a transcript");
        if document.blocks.is_empty() {
            continue;
        }
        let options = super::options("classic");
        let maker =
            Maker { options: &options, forced: None, engine: Some(Engine::Inside(&engine)), place: Place::Alone };
        let Ok(made) = maker.page(&document, "all") else { continue };
        browser.show(&kept("all", &made.html), (1280, 800), false);
        browser.wait(READY, &json!(true));
        let columns =
            browser.ask("document.documentElement.dataset.columns").as_str().and_then(|text| text.parse().ok());
        let mut options = super::options("classic");
        options.width = columns.expect("columns");
        let mut wanted = Vec::new();
        web::lesson::play(&document, &options, None, usize::MAX, |_, step, _| {
            wanted.push(step.entry.answer.to_string());
        })
        .expect("it runs");
        entries += wanted.len();
        assert_eq!(browser.ask(ANSWERS), json!(wanted), "{}", file.display());
    }
    assert!(entries > 200, "{entries}");
}

#[test]
fn a_telephone_has_room_for_it() {
    let Some(mut browser) = opened("telephone", "> a = Buffer.allocUnsafe(4)\n> .slabs\n", "") else { return };
    for size in [(320, 568), (390, 844), (1920, 1080)] {
        browser.call(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": size.0, "height": size.1, "deviceScaleFactor": 1, "mobile": true }),
        );
        browser.call("Page.reload", &json!({}));
        browser.wait(READY, &json!(true));
        assert_eq!(browser.ask(OVERFLOW), json!(0), "{size:?}");
        let cut: Value =
            browser.ask("[...document.querySelectorAll('.answer')].map((one) => one.scrollWidth - one.clientWidth)");
        assert_eq!(cut, json!([0, 0]), "text views have the width there is: {size:?}");
        assert_eq!(unfit(&mut browser), json!([]), "{size:?}");
    }
}
