//! What a page is told, event by event, of a prompt somebody types at.

use serde_json::json;

use super::{Prompt, text};

#[test]
fn every_entry_is_told_with_its_answer_and_the_slabs() {
    let mut prompt = Prompt::open();
    let mut page = prompt.follow("", "");
    assert!(page.head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream"), "{}", page.head);
    let (_, number, start) = page.next();
    assert_eq!((number, text(&start, "source").as_str(), &start["profile"]), (1, "", &json!("profile classic")));
    assert!(
        start["picture"].as_str().is_some_and(|picture| picture.starts_with("<svg") && !picture.contains("<style"))
    );

    prompt.enter("const a = Buffer.allocUnsafe(4095); a.byteOffset");
    let (_, number, told) = page.next();
    assert_eq!((number, &told["number"], &told["statement"]), (2, &json!(2), &json!(1)));
    let markup = told["markup"].as_str().expect("markup");
    assert!(
        markup.contains("<span class=\"keyword\">const</span>") && markup.contains("<span class=\"number\">256</span>")
    );
    assert!(text(&told, "changed").contains("#1 256 -> 4352"), "{told}");
    assert!(told["picture"].as_str().is_some_and(|picture| picture.contains("<title>a, ")), "{told}");

    prompt.enter("'nothing is new any more'");
    assert!(page.next().2["picture"].as_str().is_some_and(|picture| !picture.contains("new-line")));

    prompt.enter("console.log('one'); console.error('two'); nope");
    let (_, _, told) = page.next();
    assert!(text(&told, "answer").starts_with("one\ntwo\nUncaught ReferenceError: nope is not defined"), "{told}");
    assert_eq!(told["picture"], json!(null), "what the page has already is not sent again");

    prompt.enter("for (const x of [1]) {");
    prompt.enter("  x }");
    let (_, _, told) = page.next();
    assert_eq!(text(&told, "source"), "for (const x of [1]) {\n  x }", "what is unfinished is not told");

    for (entered, answered) in
        [(".undo 4", "0 statements remain"), (".profile 24", "node24"), (".reset", "fresh"), (".map", "#1")]
    {
        prompt.enter(entered);
        let (_, _, told) = page.next();
        assert_eq!((text(&told, "source").as_str(), &told["statement"]), (entered, &json!(null)));
        assert!(text(&told, "answer").contains(answered), "{entered}: {told}");
    }
    assert_eq!(page_profile(&prompt), json!("profile node24"));

    prompt.leave();
    assert_eq!(page.next().0, "left");
}

fn page_profile(prompt: &Prompt) -> serde_json::Value {
    prompt.follow("?after=8", "").next().2["profile"].clone()
}

#[test]
fn who_comes_late_or_back_gets_what_was_missed() {
    let mut prompt = Prompt::open();
    for number in 1..=5 {
        prompt.enter(&format!("{number} * 11"));
    }
    prompt.says("55");
    let answers = |after: &str, headers: &str, count: usize| {
        let mut page = prompt.follow(after, headers);
        (0..count).map(|_| page.next()).map(|(_, number, told)| (number, text(&told, "answer"))).collect::<Vec<_>>()
    };
    let all: Vec<(u64, String)> = (1..=6)
        .map(|number| (number, if number == 1 { String::new() } else { ((number - 1) * 11).to_string() }))
        .collect();
    assert_eq!(answers("", "", 6), all);
    assert_eq!(answers("", "Last-Event-ID: 4\r\n", 2), all[4..]);
    assert_eq!(answers("?after=4", "", 2), all[4..]);
    assert_eq!(answers("?after=2", "Last-Event-ID: 5\r\n", 1), all[5..]);
    assert_eq!(answers("?after=99", "", 6), all);
    assert!(prompt.follow("?after=4", "").next().2["picture"].is_string(), "a new connection begins with a picture");
}

#[test]
fn nothing_typed_becomes_markup_or_an_event() {
    let mut prompt = Prompt::open();
    let mut page = prompt.follow("?after=1", "");
    for typed in
        ["'</script>\\n\\ndata: x\\nevent: left'", "console.log('a\\n\\nevent: left\\u2028\\r\\n\\0\\x1b[31m')"]
    {
        prompt.enter(typed);
        let (kind, _, told) = page.next();
        assert_eq!((kind.as_str(), text(&told, "source").as_str()), ("message", typed));
    }
    prompt.enter("o = { '\"><img src=x onerror=alert(1)>': Buffer.from('x') }; 0");
    let picture = page.next().2["picture"].as_str().expect("it is new").to_owned();
    assert!(!picture.contains("<img") && picture.contains("&quot;&gt;&lt;img"), "{picture}");
}

/// A long session is kept in part, and what is missing shows in the numbers.
#[test]
fn the_oldest_of_a_long_session_are_not_kept() {
    let mut prompt = Prompt::open();
    prompt.enter(&"0\n".repeat(2100));
    prompt.enter("'end'");
    prompt.says("'end'");
    let mut page = prompt.follow("", "");
    let (_, first, told) = page.next();
    assert!(told["picture"].is_string() && first == 103, "{first}");
    let rest: Vec<u64> = (1..2000).map(|_| page.next().1).collect();
    assert!(rest.into_iter().eq(104..=2102));
}
