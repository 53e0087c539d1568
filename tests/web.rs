//! Requests as a page sends them, and the answers. Not the WebAssembly file: `web/file.mjs` asks that.

use serde_json::{Value, json};
use std::time::Duration;
use web::Instance;

fn opened(profile: &str) -> Instance {
    let mut instance = Instance::new(|| Duration::ZERO, |_| ());
    let said = ask(&mut instance, &json!({ "do": "open", "profile": profile }));
    assert!(said["release"].as_str().is_some_and(|release| release.starts_with(profile)), "{said}");
    instance
}

fn ask(instance: &mut Instance, request: &Value) -> Value {
    serde_json::from_str(&instance.ask(request.to_string().as_bytes())).expect("JSON")
}

fn feed(instance: &mut Instance, text: &str) -> Value {
    ask(instance, &json!({ "do": "feed", "text": text }))
}

#[test]
fn entries_are_answered_as_at_the_prompt() {
    let mut instance = opened("22");
    let said = feed(&mut instance, "b = Buffer.allocUnsafe(4); b.buffer.byteLength");
    assert_eq!(said["text"], "8192");
    assert_eq!(said["answer"], json!([["number", "8192"]]));
    assert_eq!((&said["outcome"], &said["statement"]), (&json!("value"), &json!(1)));
    let said = feed(&mut instance, "console.log('a'); console.error('b'); null.x");
    assert_eq!(said["outcome"], "thrown");
    assert_eq!(said["error"]["name"], "TypeError");
    let streams: Vec<&Value> = said["printed"].as_array().expect("a list").iter().map(|line| &line["stream"]).collect();
    assert_eq!(streams, ["out", "err"]);
    assert_eq!(feed(&mut instance, "f(")["outcome"], "incomplete");
    assert_eq!(feed(&mut instance, "process.exit(3)")["code"], 3);
}

#[test]
fn looking_and_foreseeing_leave_no_trace() {
    let mut instance = opened("20");
    feed(&mut instance, "b = Buffer.from('abc')");
    let before = ask(&mut instance, &json!({ "do": "slabs" }));
    let foreseen = ask(&mut instance, &json!({ "do": "preview", "text": "c = Buffer.from('hello')" }));
    assert!(foreseen["preview"].as_str().is_some_and(|line| line.contains("68 65 6c 6c 6f")), "{foreseen}");
    let words = ask(&mut instance, &json!({ "do": "complete", "text": "b.swap" }));
    assert_eq!((&words["start"], words["words"].as_array().map(Vec::len)), (&json!(2), Some(3)), "{words}");
    let view = ask(&mut instance, &json!({ "do": "view", "command": ".why b", "width": 60 }));
    assert!(view["text"].as_str().is_some_and(|text| text.lines().all(|line| line.chars().count() <= 60)), "{view}");
    let picture = ask(&mut instance, &json!({ "do": "picture" }));
    assert!(picture["svg"].as_str().is_some_and(|svg| svg.starts_with("<svg")), "{picture}");
    assert_eq!(ask(&mut instance, &json!({ "do": "slabs" })), before);
    let slab = &before["slabs"][0];
    assert_eq!((&slab["size"], &slab["pool"], &slab["views"][0]["name"]), (&json!(8192), &json!(true), &json!("b")));
}

#[test]
fn what_cannot_be_answered_is_refused_with_a_reason() {
    let mut instance = Instance::new(|| Duration::ZERO, |_| ());
    let refused = |instance: &mut Instance, request: &[u8]| {
        let said: Value = serde_json::from_str(&instance.ask(request)).expect("JSON");
        said["refused"].as_str().expect("a reason").to_owned()
    };
    assert_eq!(refused(&mut instance, br#"{"do":"feed","text":"1"}"#), "no session is open");
    assert!(refused(&mut instance, b"{").starts_with("this is no request"));
    assert!(refused(&mut instance, b"\xff").starts_with("this is no request"));
    assert!(refused(&mut instance, br#"{"do":"open","profile":"3"}"#).contains('3'));
    let mut instance = opened("24");
    assert!(refused(&mut instance, br#"{"do":"fly"}"#).contains("fly"));
    assert!(refused(&mut instance, br#"{"do":"view","command":"b = 1"}"#).contains("no dot command"));
    assert!(!refused(&mut instance, br#"{"do":"picture","of":"nobody"}"#).is_empty());
    let said = feed(&mut instance, ".load secret.txt");
    assert!(said["text"].as_str().is_some_and(|text| text.contains("opens files")), "{said}");
}
