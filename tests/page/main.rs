//! The pages of transcripts: what is in them, how large they are, whether their colours can be read, and what they do in a
//! browser, with an engine and without. Not the slabs' figures, which are the memory's own.

mod browser;
mod colours;
#[path = "../browser/mod.rs"]
mod driven;
mod site;
mod typed;

use engine::session::{Options, Session, Way};
use engine::transcript::Document;
use slabscope::export::Maker;
use slabscope::page::{Engine, Place};

fn options(profile: &str) -> Options {
    Options::new(profile, Way::PromptPipe)
}

/// The page of a transcript, called `name`.
fn page(text: &str, name: &str) -> String {
    let document = Document::read(text.as_bytes().to_vec(), false).expect("a transcript");
    made(&document, name, None)
}

fn made(document: &Document, name: &str, engine: Option<Engine>) -> String {
    let maker = Maker { options: &options("22"), forced: None, engine, place: Place::Alone };
    maker.page(document, name).expect("a page").html
}

/// No byte and no name can become markup.
#[test]
fn pictures_and_pages_hold_no_foreign_markup() {
    let hostile = "b = Buffer.from('</script><script>alert(1)</script>&\"'); b.toString()";
    let mut session = Session::new(options("22")).expect("the profile exists");
    session.feed(hostile);
    session.feed("o = { '<img src=x>': Buffer.from('x') }; 0");
    let picture = session.picture("").expect("there are slabs");
    assert!(!picture.contains("<script") && !picture.contains("<img"), "{picture}");
    assert!(picture.contains("&lt;img src=x&gt;"), "{picture}");
    let page = page(&format!("# <b>bold</b> & more\n> {hostile}\n> a = Buffer.alloc(3)\n"), "a <title>");
    // Its own script, and what that is told.
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<b>") && page.contains("&lt;b&gt;bold"));
    assert_eq!(page.matches("<section id=").count(), 2);
    assert!(
        !page.contains("http://")
            || page.matches("http://").count() == page.matches("http://www.w3.org/2000/svg").count()
    );
}

/// Neither control characters nor those that turn the direction of a line are obeyed by who reads a page.
#[test]
fn control_characters_are_shown() {
    let page = page("#: say a\u{202e}b\n# c\u{9b}d\u{8}\n> 'e\u{2066}f\u{7}'\n", "g\u{202e}h\u{1b}");
    assert!(!page.contains(['\u{202e}', '\u{2066}', '\u{9b}', '\u{8}', '\u{7}', '\u{1b}']));
    assert!(page.contains("a\\u202Eb") && page.contains("e\\u2066f") && page.contains("g\\u202Eh"));
}

/// What pictures have in common is kept once, so that a long transcript gives a page that opens.
#[test]
fn a_long_transcript_gives_a_small_page() {
    let of = |count: usize| {
        let line = |n: usize| format!("> b{n} = Buffer.allocUnsafe({})\n", 16 + n % 3 * 8);
        page(&(0..count).map(line).collect::<Vec<_>>().concat(), "long").len()
    };
    let (short, long) = (of(250), of(2000));
    assert!(long < 10 * short, "{short} bytes for 250 statements, {long} for 2000");
    assert!(long < 10_000_000, "{long} bytes for 2000 statements");
}

/// The same region has the same colour, whatever happens to the others.
#[test]
fn a_region_keeps_its_hue() {
    let mut session = Session::new(options("22")).expect("the profile exists");
    session.feed("a = Buffer.allocUnsafe(500); b = Buffer.allocUnsafe(500); 0");
    let class = |picture: &str, name: &str| {
        let at = picture.find(&format!("<title>{name}, ")).expect("the region is there");
        let from = picture[..at].rfind("class=\"").expect("a class");
        picture[from..].chars().skip(7).take(2).collect::<String>()
    };
    let before = class(&session.picture("").expect("there are slabs"), "b");
    session.feed("a = null");
    assert_eq!(class(&session.picture("").expect("there are slabs"), "b"), before);
}

/// However many slabs came later, the one that the next Buffer comes from is drawn.
#[test]
fn the_current_slab_is_among_those_drawn() {
    let mut session = Session::new(options("22")).expect("the profile exists");
    session.feed("a = Buffer.allocUnsafe(8); kept = Array.from({ length: 30 }, () => Buffer.alloc(100)); 0");
    let picture = session.picture("").expect("there are slabs");
    assert!(picture.contains("8192 bytes · current") && picture.contains("12 slabs"), "{picture}");
}
