//! A lesson's page in a real browser, where there is one: keys, touch, stories, paper, every width, both schemes, no script at all.

use serde_json::{Value, json};
use std::path::PathBuf;

use super::driven::{Browser, installed};

const LESSON: &str = "#: say <First> & \"foremost\"\n> a = Buffer.allocUnsafe(100)\n> b = Buffer.allocUnsafe(3)\n> b.length\n\
                      #: say Second\n> c = Buffer.allocUnsafe(4000)\n> a = null\n";

const AT: &str = "document.getElementById('at').textContent";
const STORY: &str = "document.getElementById('story').textContent";
const ON: &str = "[...document.querySelectorAll('section.on')].map((one) => one.id).join()";

/// Columns that a page is wider than its window.
pub const OVERFLOW: &str = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/// A file of its own; where the browser finds it.
pub fn kept(name: &str, page: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join(format!("{name}.html"));
    std::fs::write(&file, page).expect("a page can be written");
    format!("file://{}", file.display())
}

/// What axe-core finds wrong, where it is at hand: `.ci/browser` fetches it.
pub fn unfit(browser: &mut Browser) -> Value {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/web/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(file) else { return json!([]) };
    browser.ask(&axe);
    browser.ask("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))")
}

#[test]
fn keys_and_buttons_step_through_the_page() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    browser.show(&kept("keys", &super::page(LESSON, "lesson")), (1280, 800), false);
    assert_eq!((browser.ask(AT), browser.ask(ON)), (json!("1 of 5"), json!("s1")));
    let places = [
        ("ArrowRight", 2),
        ("ArrowDown", 3),
        ("ArrowLeft", 2),
        ("ArrowUp", 1),
        ("ArrowUp", 1),
        ("End", 5),
        ("ArrowRight", 5),
    ];
    let marks = [("Home", 1), ("PageDown", 4), ("PageDown", 5), ("PageUp", 4), ("x", 4)];
    for (key, place) in places.into_iter().chain(marks) {
        browser.press(key);
        assert_eq!(browser.ask(AT), json!(format!("{place} of 5")), "{key}");
        assert_eq!(browser.ask(ON), json!(format!("s{place}")), "{key}");
        assert_eq!(browser.ask("document.getElementById('slider').value"), json!(place.to_string()), "{key}");
    }
    browser.wait(
        "document.getElementById('news').textContent.startsWith('Step 4: c = Buffer.allocUnsafe(4000)')",
        &json!(true),
    );
    for (click, place) in [("#back", 3), ("#next", 4), ("#s2 .go", 2), ("#marks li:nth-child(2) a", 4), ("#marks a", 1)]
    {
        browser.ask(&format!("document.querySelector('{click}').click()"));
        assert_eq!(browser.ask(AT), json!(format!("{place} of 5")), "{click}");
    }
    assert_eq!(browser.ask("document.getElementById('back').disabled"), json!(true));
    browser
        .ask("slider = document.getElementById('slider'); slider.value = 2; slider.dispatchEvent(new Event('input'))");
    assert_eq!(browser.ask("slider.getAttribute('aria-valuetext')"), json!("step 2: b = Buffer.allocUnsafe(3)"));
    assert_eq!(
        browser.ask("document.querySelector('#s2 .changed').textContent"),
        json!("2  #1 112 -> 120   + [112, 115) b")
    );
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

#[test]
fn regions_are_reached_and_told() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    browser.show(&kept("regions", &super::page(LESSON, "lesson")), (1280, 800), false);
    browser.press("ArrowRight");
    assert_eq!(browser.ask("document.querySelectorAll('#map rect[tabindex=\"0\"]').length"), json!(1));
    browser.ask("document.querySelector('#map rect[tabindex=\"0\"]').focus()");
    let mut told = Vec::new();
    for key in ["ArrowRight", "ArrowRight", "End", "Home", "ArrowRight"] {
        browser.press(key);
        let focused = browser.ask("document.activeElement.querySelector('title').textContent");
        assert_eq!(browser.ask(STORY), focused, "where the focus is, the story is told");
        told.push(focused.as_str().unwrap_or_default().to_owned());
    }
    assert!(told.iter().any(|story| story.starts_with("a, Buffer.allocUnsafe in statement 1")), "{told:?}");
    assert_eq!(browser.ask(AT), json!("2 of 5"), "the step stays");
    browser.press("Escape");
    assert_eq!(browser.ask("document.activeElement.id"), json!("slider"));
    // A finger does what a pointer does.
    let tap = "region = [...document.querySelectorAll('#map rect')].find((one) => one.textContent.startsWith('b,')); region.dispatchEvent(new MouseEvent('click', { bubbles: true }))";
    browser.ask(tap);
    assert_eq!(browser.ask(STORY), browser.ask("region.querySelector('title').textContent"));
}

#[test]
fn steps_move_unless_that_is_unwanted() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    let address = kept("motion", &super::page(LESSON, "lesson"));
    browser.show(&address, (1280, 800), false);
    browser.press("ArrowRight");
    assert_ne!(browser.ask("document.getAnimations().length"), json!(0));
    browser.prefer("prefers-reduced-motion", "reduce");
    browser.call("Page.reload", &json!({}));
    browser.wait(AT, &json!("1 of 5"));
    browser.press("ArrowRight");
    assert_eq!(browser.ask("document.getAnimations().length"), json!(0));
}

#[test]
fn every_width_and_both_schemes_are_fit_to_read() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    let address = kept(
        "sizes",
        &super::page(LESSON, "a lesson whose name is so long that it has no room in a line of a telephone"),
    );
    for (size, dark) in
        [((320, 568), false), ((390, 844), true), ((844, 390), false), ((1280, 800), false), ((1920, 1080), true)]
    {
        browser.show(&address, size, dark);
        browser.press("End");
        assert_eq!(browser.ask(OVERFLOW), json!(0), "{size:?}");
        let paper = if dark { "rgb(17, 17, 17)" } else { "rgb(255, 255, 255)" };
        assert_eq!(browser.ask("getComputedStyle(document.body).backgroundColor"), json!(paper), "{size:?}");
        // The picture and both buttons are on the screen.
        let seen = "[...document.querySelectorAll('#back, #next, #map')].every((one) => { const { top, left, right } = one.getBoundingClientRect(); return top >= 0 && top < innerHeight && left >= 0 && right <= innerWidth + 1; })";
        if size.1 > 460 {
            assert_eq!(browser.ask(seen), json!(true), "{size:?}");
        }
        assert_eq!(unfit(&mut browser), json!([]), "{size:?}");
    }
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

#[test]
fn paper_and_pages_without_scripts_are_a_sequence() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    let address = kept("print", &super::page(LESSON, "lesson"));
    browser.show(&address, (1280, 800), false);
    browser.ask("dispatchEvent(new Event('beforeprint'))");
    let figures = "[...document.querySelectorAll('section')].map((section) => section.querySelectorAll('figure rect').length > 0)";
    assert_eq!(browser.ask(figures), json!([true, true, false, true, true]));
    assert_eq!(browser.ask("document.querySelector('pattern')?.closest('section, aside').nodeName"), json!("SECTION"));
    browser.call("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert_eq!(
        browser.ask("[...document.querySelectorAll('aside, #controls')].every((one) => !one.offsetParent)"),
        json!(true)
    );
    browser.call("Emulation.setEmulatedMedia", &json!({ "media": "" }));
    browser.ask("dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.ask("document.querySelectorAll('section figure').length"), json!(0));
    assert_ne!(browser.ask("document.querySelectorAll('#map rect').length"), json!(0));

    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.show(&address, (390, 844), false);
    assert_eq!(browser.ask(figures), json!([true, true, false, true, true]));
    assert_eq!(
        browser.ask("[...document.querySelectorAll('aside, #controls')].some((one) => one.offsetParent)"),
        json!(false)
    );
    assert_eq!(browser.ask(OVERFLOW), json!(0));
}

/// Another page has it in a frame: it says how high it is, and has no bars of its own.
#[test]
fn inside_another_page_it_is_as_high_as_it_is() {
    let Some(name) = installed() else { return };
    let mut browser = Browser::open(name);
    let inner = kept("inner", &super::page(LESSON, "lesson"));
    let outer = format!(
        "<!doctype html><title>outer</title><script>heights = []; addEventListener('message', ({{ data }}) => {{ if (data.slabscope) {{ heights.push(data.slabscope.height); \
         document.querySelector('iframe').style.height = data.slabscope.height + 'px'; }} }});</script><iframe src=\"{inner}\" width=\"600\"></iframe>"
    );
    browser.show(&kept("outer", &outer), (800, 600), false);
    browser.wait("heights.length > 0 && heights.at(-1) > 300", &json!(true));
    std::thread::sleep(std::time::Duration::from_millis(500));
    let told = browser.ask("heights.length");
    assert!(told.as_u64().is_some_and(|count| count < 10), "it comes to rest: {told}");
}
