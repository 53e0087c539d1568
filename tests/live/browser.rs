//! The page that follows in a real browser, where there is one.

use serde_json::json;

use super::Prompt;
use super::driven::{Browser, installed};

/// What is shown: where the page is, its newest answer, its current statement.
const AT: &str = "document.getElementById('at').textContent";
const STATE: &str = "document.getElementById('state').textContent";
const CURRENT: &str = "document.querySelector('section.on .source')?.textContent";
const FOLLOW: &str = "document.getElementById('follow').textContent";

#[test]
fn a_page_follows_in_a_browser() {
    let Some(name) = installed() else { return };
    let mut prompt = Prompt::open();
    prompt.enter("first = Buffer.allocUnsafe(4095); first.byteOffset");
    let mut browser = Browser::open(name);
    let url = prompt.url();
    browser.call("Page.navigate", &json!({ "url": url }));
    browser.wait(STATE, &json!("live"));
    browser.wait(AT, &json!("2 of 2"));
    assert_eq!(browser.ask("document.querySelector('section.on .answer').textContent"), json!("256"));

    // What is typed now appears by itself, the slabs with it, and nothing of it is markup.
    let hostile = "second = { '<img src=x onerror=boom()>': Buffer.allocUnsafe(4000) }; '<b>bold</b>'";
    prompt.enter(hostile);
    browser.wait(CURRENT, &json!(hostile));
    assert_eq!(browser.ask("document.querySelector('section.on .answer span').className"), json!("string"));
    assert_eq!(browser.ask("document.querySelectorAll('#steps img, #steps b, #map img, #map style').length"), json!(0));
    assert_eq!(
        browser.ask("[...document.querySelectorAll('#map svg rect[data-row=slab][class^=o]')].filter((one) => one.textContent.includes('<img')).length"),
        json!(1)
    );
    let hue = "getComputedStyle(document.querySelector('#map rect[class^=o]')).fill";
    assert_ne!(browser.ask(hue), json!("rgb(0, 0, 0)"), "the picture has its style");
    browser.wait("document.getElementById('news').textContent.includes('<b>bold</b>')", &json!(true));

    // Stepping back stops following; the past keeps its own slabs.
    browser.press("ArrowLeft");
    browser.wait(AT, &json!("2 of 3"));
    browser.wait("document.querySelectorAll('#map svg rect[data-row=slab][class^=o]').length", &json!(1));
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
    browser.ask("document.querySelector('#map rect[class^=o]').focus()");
    let story = browser.ask("document.getElementById('story').textContent");
    assert!(story.as_str().is_some_and(|text| text.starts_with("first, Buffer.allocUnsafe")), "{story}");
    let loaded =
        browser.ask("performance.getEntriesByType('resource').every((one) => one.name.startsWith(location.origin))");
    assert_eq!(loaded, json!(true), "nothing is loaded from elsewhere");

    // A page that comes late has the whole past, once.
    browser.call("Page.reload", &json!({}));
    browser.wait(AT, &json!("4 of 4"));
    assert_eq!(browser.ask("document.querySelectorAll('#steps section').length"), json!(4));

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
    let mut browser = Browser::open(name);
    let url = prompt.url();
    browser.call("Page.navigate", &json!({ "url": url }));
    browser.wait(STATE, &json!("live"));
    prompt.child.kill().expect("it runs");
    browser.wait("document.getElementById('state').className", &json!("lost"));
    let told = browser.ask(STATE);
    assert!(told.as_str().is_some_and(|text| text.starts_with("connection lost at ")), "{told}");
}
