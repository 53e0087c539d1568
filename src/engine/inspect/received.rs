//! The `Received ...` of `ERR_INVALID_ARG_TYPE` (Node's lib/internal/errors.js, `determineSpecificType`). Not the messages
//! it ends.

use super::inspector::{Host, Inspector};
use super::options::Options;
use super::primitive::number_text;
use super::primitive::symbol_text;
use crate::heap::{ObjectId, Value};
use crate::text::{Text, TextBuilder};
use pool::memory::Fact;

/// What was received, as the error's message words it: `type number (1)`, `an instance of Foo`.
pub fn received(host: &mut dyn Host, value: Value) -> String {
    let release = host.heap().memory.profile().release();
    if !Fact::ReceivedByType.of(release) {
        return received_early(host, value);
    }
    match value {
        Value::Empty | Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Boolean(truth) => format!("type boolean ({truth})"),
        Value::Number(number) => format!("type number ({})", number_text(number)),
        Value::BigInt(big) => format!("type bigint ({}n)", host.digits(big).unwrap_or_default()),
        Value::Symbol(symbol) => format!("type symbol ({})", symbol_text(host.heap(), symbol)),
        Value::String(string) => format!("type string ({})", cut_string(host.heap().text(string))),
        Value::Object(object) => {
            let mut inspector = Inspector::new(host, Options::default());
            if inspector.heap().is_callable(object) {
                let function = inspector.heap().behind(object);
                let name = inspector.get_named(function, "name").unwrap_or(Value::Undefined);
                return format!("function {}", inspector.host.text(name).unwrap_or_default());
            }
            match constructor_text(&mut inspector, object) {
                Some(name) if !name.is_empty() || !Fact::ReceivedNameless.of(release) => {
                    format!("an instance of {name}")
                }
                _ => inspected(host, value, Some(-1)),
            }
        }
    }
}

/// The wording up to 20.9: everything that has no name is inspected and cut.
fn received_early(host: &mut dyn Host, value: Value) -> String {
    let kind = match value {
        Value::Empty | Value::Undefined => return "undefined".to_owned(),
        Value::Null => return "null".to_owned(),
        Value::Boolean(_) => "boolean",
        Value::Number(_) => "number",
        Value::BigInt(_) => "bigint",
        Value::Symbol(_) => "symbol",
        Value::String(_) => "string",
        Value::Object(object) => {
            let mut inspector = Inspector::new(host, Options::default());
            if inspector.heap().is_callable(object) {
                let function = inspector.heap().behind(object);
                let name = inspector.get_named(function, "name").unwrap_or(Value::Undefined);
                if let Some(name) = inspector.text_of(name).filter(|name| !name.is_empty()) {
                    return format!("function {name}");
                }
                "function"
            } else {
                return match constructor_text(&mut inspector, object) {
                    Some(name) if !name.is_empty() => format!("an instance of {name}"),
                    _ => inspected(host, value, Some(-1)),
                };
            }
        }
    };
    let text = Text::from(inspected(host, value, Some(2)));
    let shown = if text.len() > 28 { format!("{}...", text.view().part(0, 25).to_utf8()) } else { text.to_string() };
    format!("type {kind} ({shown})")
}

/// `value.constructor.name`, where there is one.
fn constructor_text(inspector: &mut Inspector<'_>, object: ObjectId) -> Option<String> {
    let object = inspector.heap().behind(object);
    let constructor = inspector.get_named(object, "constructor").ok()?.as_object()?;
    let key = inspector.heap().key("name");
    inspector.holder(constructor, key)?;
    let name = inspector.get(constructor, key).ok()?;
    inspector.host.text(name).ok()
}

fn inspected(host: &mut dyn Host, value: Value, depth: Option<i32>) -> String {
    super::inspector::inspect(host, value, &Options { depth, ..Options::default() })
        .map(|text| text.to_string())
        .unwrap_or_default()
}

/// A string of at most 28 units in single quotes, unescaped; or as JSON where it has such a quote in it.
fn cut_string(text: &Text) -> String {
    let mut cut = TextBuilder::default();
    if text.len() > 28 {
        cut.push_units(text.view().part(0, 25));
        cut.push_str("...");
    } else {
        cut.push_units(text.view());
    }
    let cut = cut.finish();
    if cut.view().iter().all(|unit| unit != u16::from(b'\'')) {
        return format!("'{cut}'");
    }
    let mut json = String::from("\"");
    for point in cut.view().code_points() {
        match char::from_u32(point) {
            Some('"') => json.push_str("\\\""),
            Some('\\') => json.push_str("\\\\"),
            Some('\u{8}') => json.push_str("\\b"),
            Some('\t') => json.push_str("\\t"),
            Some('\n') => json.push_str("\\n"),
            Some('\u{C}') => json.push_str("\\f"),
            Some('\r') => json.push_str("\\r"),
            Some(c) if c >= ' ' => crate::text::push_char(&mut json, c),
            _ => json = format!("{json}\\u{point:04x}"),
        }
    }
    json.push('"');
    json
}
