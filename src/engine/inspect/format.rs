//! `util.format`: placeholders and what follows them, as `console.log` writes it (Node's `formatWithOptions`). Not writing.

use super::inherited::BUILT_IN;
use super::inspector::{ENTRY, Host, Inspector, Thrown};
use super::options::{Compact, Options};
use super::piece::Piece;
use super::primitive::{number_text, separate, separated_number_text};
use crate::heap::{ObjectId, PropertyKey, Value};
use pool::memory::Fact;
use pool::styled::{Role, Styled};

/// `util.formatWithOptions(options, ...arguments)`. The error is what a conversion or inspection threw.
pub fn format(host: &mut dyn Host, arguments: &[Value], options: &Options) -> Result<Styled, Value> {
    let mut output = Piece::new();
    let mut next = 0;
    let mut blank = "";
    if let Some(&Value::String(first)) = arguments.first() {
        let length = host.heap().string_length(first);
        room(host, &output, length)?;
        let text = host.heap().utf8(first);
        if arguments.len() == 1 {
            return Ok(Styled::from(text));
        }
        if let Some(used) = placeholders(host, &text, arguments, options, &mut output)? {
            next = used;
            blank = " ";
        }
    }
    for &value in &arguments[next..] {
        output.push(Role::Plain, blank);
        blank = " ";
        if let Value::String(string) = value {
            let length = host.heap().string_length(string);
            room(host, &output, length)?;
            output.push(Role::Plain, host.heap().utf8(string));
        } else {
            output.append(shown(host, value, options.clone())?);
        }
    }
    Ok(output.into())
}

/// Whether what is written has room, and so many units more.
fn room(host: &mut dyn Host, output: &Piece, more: usize) -> Thrown<()> {
    // Each is there as text and once more in what is printed.
    host.go_on((output.len() + more) * 2)
}

fn shown(host: &mut dyn Host, value: Value, options: Options) -> Thrown<Piece> {
    Inspector::new(host, options).value(value, 0, false)
}

/// Writes the first argument with its placeholders filled; how many arguments that used, if any placeholder was there.
fn placeholders(
    host: &mut dyn Host,
    text: &str,
    arguments: &[Value],
    options: &Options,
    output: &mut Piece,
) -> Thrown<Option<usize>> {
    let bytes = text.as_bytes();
    let (mut used, mut last, mut at) = (0, 0, 0);
    while at + 1 < bytes.len() {
        if bytes[at] != b'%' {
            at += 1;
            continue;
        }
        let letter = bytes[at + 1];
        if letter == b'%' {
            output.push(Role::Plain, &text[last..=at]);
            last = at + 2;
        } else if used + 1 < arguments.len() && b"sjdOoifc".contains(&letter) {
            used += 1;
            room(host, output, used * ENTRY)?;
            output.push(Role::Plain, &text[last..at]);
            output.append(filled(host, letter, arguments[used], options)?);
            last = at + 2;
        }
        at += 2;
    }
    if last == 0 {
        return Ok(None);
    }
    output.push(Role::Plain, &text[last..]);
    Ok(Some(used + 1))
}

fn filled(host: &mut dyn Host, letter: u8, value: Value, options: &Options) -> Thrown<Piece> {
    let release = host.heap().memory.profile().release();
    let number = |number: f64| {
        Piece::plain(if options.numeric_separator {
            separated_number_text(number, release)
        } else {
            number_text(number)
        })
    };
    if let Value::BigInt(big) = value
        && b"sdi".contains(&letter)
    {
        let digits = host.digits(big)?;
        return Ok(Piece::plain(if options.numeric_separator { separate(&digits) } else { digits } + "n"));
    }
    let symbol = matches!(value, Value::Symbol(_));
    Ok(match letter {
        b's' => match value {
            Value::Number(value) => number(value),
            Value::Symbol(symbol) => Piece::plain(super::primitive::symbol_text(host.heap(), symbol)),
            Value::Object(object) if !host.heap().is_callable(object) && has_built_in_text(host, object, options)? => {
                let options = Options {
                    compact: Compact::Levels(3),
                    depth: Some(0),
                    given_depth: Value::Null,
                    ..options.clone()
                };
                Piece::plain(shown(host, value, options)?.text())
            }
            _ => Piece::plain(host.text(value)?),
        },
        b'j' => Piece::plain(host.json(value)?),
        b'd' | b'i' | b'f' if symbol => Piece::plain("NaN"),
        b'd' => number(host.number(value)?),
        b'i' => number(parse_int(&host.text(value)?)),
        b'f' => number(parse_float(&host.text(value)?)),
        b'O' => shown(host, value, options.clone())?,
        b'o' => shown(
            host,
            value,
            Options {
                show_hidden: true,
                show_proxy: true,
                depth: Some(4),
                given_depth: Value::Null,
                ..options.clone()
            },
        )?,
        _ => Piece::new(),
    })
}

/// Whether an object's text would come from a built-in `toString`, so that inspecting it tells more.
fn has_built_in_text(host: &mut dyn Host, object: ObjectId, options: &Options) -> Thrown<bool> {
    let mut inspector = Inspector::new(host, options.clone());
    let name = inspector.heap().key("toString");
    let mut keys = vec![name];
    if inspector.knows(Fact::FormatAsksPrimitive) {
        keys.extend(options.to_primitive.map(PropertyKey::Symbol));
    }
    let mut nearest = None;
    let mut next = Some(object);
    while let Some(at) = next {
        if keys.iter().any(|&key| inspector.heap().own(at, key).is_some()) {
            nearest = next;
            break;
        }
        next = inspector.heap().proto(at);
    }
    let Some(holder) = nearest else { return Ok(true) };
    if holder == object {
        return Ok(false);
    }
    let constructor = inspector.heap().key("constructor");
    let own = inspector.heap().own(holder, constructor).and_then(|property| property.value.as_object());
    let Some(function) = own else { return Ok(false) };
    let name = inspector.get_named(function, "name")?;
    Ok(inspector.text_of(name).is_some_and(|name| BUILT_IN.contains(&name.as_str())))
}

/// ECMAScript `parseInt(text)` without a radix.
fn parse_int(text: &str) -> f64 {
    let text = trim(text);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let number = if let Some(digits) = hexadecimal {
        let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let digit = |total: f64, c: char| total * 16.0 + f64::from(c.to_digit(16).unwrap_or(0));
        if end == 0 { f64::NAN } else { digits[..end].chars().fold(0.0, digit) }
    } else {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        text[..end].parse().unwrap_or(f64::NAN)
    };
    if negative { -number } else { number }
}

/// ECMAScript `parseFloat(text)`.
fn parse_float(text: &str) -> f64 {
    let text = trim(text);
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    if text[sign..].starts_with("Infinity") {
        return if bytes[0] == b'-' { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let mut end = sign + digits(sign);
    let mut any = end > sign;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        any |= fraction > 0;
        end += 1 + fraction;
    }
    if !any {
        return f64::NAN;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let from = (end + 1 + sign).min(bytes.len());
        let exponent = digits(from);
        if exponent > 0 {
            end = from + exponent;
        }
    }
    text[..end].parse().unwrap_or(f64::NAN)
}

/// Without the blanks ECMAScript trims.
fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '\u{FEFF}' || (c.is_whitespace() && c != '\u{85}'))
}
