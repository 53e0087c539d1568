//! `JSON.parse` (ECMAScript 25.5.1), with V8's messages of each release. Not writing. Nesting lives on a stack of its own.

use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::machine::fault::Class;
use crate::machine::{Call, Completion, Machine};
use crate::text::{Text, TextBuilder};

/// What went wrong, as V8 tells it.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    Token,
    End,
    Because(&'static str),
}

/// Where and what went wrong.
type Failure = (usize, Trouble);

/// A container that is not closed yet.
enum Open {
    Array(ObjectId),
    Object(ObjectId, PropertyKey),
}

struct Reader<'a> {
    machine: &'a mut Machine,
    units: Vec<u16>,
    at: usize,
}

pub(super) fn parse(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let mut reader = Reader { machine, units: text.view().to_units(), at: 0 };
    let parsed = match reader.document() {
        Ok(value) => value,
        Err((at, trouble)) => {
            let message = message(machine, value, &text, at, trouble);
            return machine.throw(Class::SyntaxError, message);
        }
    };
    let reviver = machine.argument(call, 1);
    if !machine.heap.is_function(reviver) {
        return Ok(parsed);
    }
    let root = machine.object();
    let key = machine.heap.key("");
    machine.heap.put(root, key, parsed);
    revive(machine, root, key, reviver)
}

fn unit(c: char) -> u16 {
    c as u16
}

impl Reader<'_> {
    fn peek(&self) -> Option<u16> {
        self.units.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(9 | 10 | 13 | 32)) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, because: Option<&'static str>) -> Result<T, Failure> {
        Err((
            self.at,
            because.map_or(if self.peek().is_none() { Trouble::End } else { Trouble::Token }, Trouble::Because),
        ))
    }

    fn document(&mut self) -> Result<Value, Failure> {
        let value = self.value()?;
        self.skip_space();
        if self.at < self.units.len() {
            return self.fail(Some("Unexpected non-whitespace character after JSON"));
        }
        Ok(value)
    }

    /// A value with everything in it.
    fn value(&mut self) -> Result<Value, Failure> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            self.skip_space();
            let mut value = match self.peek() {
                Some(0x5B) => {
                    self.at += 1;
                    let array = self.machine.heap.array(self.machine.realm.array_prototype, []);
                    self.skip_space();
                    if self.peek() != Some(unit(']')) {
                        open.push(Open::Array(array));
                        continue;
                    }
                    self.at += 1;
                    Value::Object(array)
                }
                Some(0x7B) => {
                    self.at += 1;
                    let object = self.machine.object();
                    self.skip_space();
                    if self.peek() != Some(unit('}')) {
                        let key = self.key("Expected property name or '}'")?;
                        open.push(Open::Object(object, key));
                        continue;
                    }
                    self.at += 1;
                    Value::Object(object)
                }
                _ => self.scalar()?,
            };
            loop {
                self.skip_space();
                let next = self.peek();
                match open.pop() {
                    None => return Ok(value),
                    Some(Open::Array(array)) => {
                        if let Kind::Array(length) = *self.machine.heap.kind(array) {
                            self.machine.heap.put(array, PropertyKey::Index(length), value);
                        }
                        if next == Some(unit(',')) {
                            self.at += 1;
                            open.push(Open::Array(array));
                            break;
                        }
                        if next != Some(unit(']')) {
                            return self.fail(Some("Expected ',' or ']' after array element"));
                        }
                        value = Value::Object(array);
                    }
                    Some(Open::Object(object, key)) => {
                        self.machine.heap.put(object, key, value);
                        if next == Some(unit(',')) {
                            self.at += 1;
                            self.skip_space();
                            let key = self.key("Expected double-quoted property name")?;
                            open.push(Open::Object(object, key));
                            break;
                        }
                        if next != Some(unit('}')) {
                            return self.fail(Some("Expected ',' or '}' after property value"));
                        }
                        value = Value::Object(object);
                    }
                }
                self.at += 1;
            }
        }
    }

    fn key(&mut self, expected: &'static str) -> Result<PropertyKey, Failure> {
        if self.peek() != Some(unit('"')) {
            return self.fail(Some(expected));
        }
        let text = self.string()?;
        self.skip_space();
        if self.peek() != Some(unit(':')) {
            return self.fail(Some("Expected ':' after property name"));
        }
        self.at += 1;
        let string = self.machine.heap.string(text);
        Ok(self.machine.heap.string_key(string))
    }

    fn scalar(&mut self) -> Result<Value, Failure> {
        match self.peek().and_then(|unit| char::from_u32(u32::from(unit))) {
            Some('"') => {
                let text = self.string()?;
                Ok(self.machine.heap.string_value(text))
            }
            Some('-' | '0'..='9') => self.number(),
            Some('t') => self.word("true", Value::Boolean(true)),
            Some('f') => self.word("false", Value::Boolean(false)),
            Some('n') => self.word("null", Value::Null),
            _ => self.fail(None),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Failure> {
        for expected in word.encode_utf16() {
            if self.peek() != Some(expected) {
                return self.fail(None);
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(48..=57)) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<Value, Failure> {
        let start = self.at;
        if self.peek() == Some(unit('-')) {
            self.at += 1;
            if !matches!(self.peek(), Some(48..=57)) {
                return self.fail(Some("No number after minus sign"));
            }
        }
        if self.peek() == Some(unit('0')) {
            self.at += 1;
            if matches!(self.peek(), Some(48..=57)) {
                return self.fail(Some("Unexpected number"));
            }
        } else {
            self.digits();
        }
        if self.peek() == Some(unit('.')) {
            self.at += 1;
            if self.digits() == 0 {
                return self.fail(Some("Unterminated fractional number"));
            }
        }
        if matches!(self.peek(), Some(0x45 | 0x65)) {
            self.at += 1;
            if matches!(self.peek(), Some(0x2B | 0x2D)) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return self.fail(Some("Exponent part is missing a number"));
            }
        }
        let text: String = self.units[start..self.at].iter().map(|&unit| unit as u8 as char).collect();
        Ok(Value::Number(text.parse().unwrap_or(f64::NAN)))
    }

    fn string(&mut self) -> Result<Text, Failure> {
        self.at += 1;
        let mut builder = TextBuilder::default();
        loop {
            match self.peek() {
                None => return self.fail(Some("Unterminated string")),
                Some(0x22) => {
                    self.at += 1;
                    return Ok(builder.finish());
                }
                Some(0x5C) => {
                    self.at += 1;
                    let escaped = self.escape()?;
                    builder.push(escaped);
                }
                Some(0..=31) => return self.fail(Some("Bad control character in string literal")),
                Some(plain) => {
                    self.at += 1;
                    builder.push(plain);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<u16, Failure> {
        let Some(escape) = self.peek() else { return self.fail(Some("Unterminated string")) };
        let value = match char::from_u32(u32::from(escape)) {
            Some('"' | '\\' | '/') => escape,
            Some('b') => 8,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some('u') => {
                let mut code = 0;
                for _ in 0..4 {
                    self.at += 1;
                    let digit =
                        self.peek().and_then(|unit| char::from_u32(u32::from(unit))).and_then(|c| c.to_digit(16));
                    let Some(digit) = digit else { return self.fail(Some("Bad Unicode escape")) };
                    code = code * 16 + digit as u16;
                }
                code
            }
            _ => return self.fail(Some("Bad escaped character")),
        };
        self.at += 1;
        Ok(value)
    }
}

/// How many units of the text a message shows around the place.
const SHOWN: usize = 10;

/// V8's message: Node 18 names the token, 20 the reason and position, 22 and later the line as well.
fn message(machine: &mut Machine, value: Value, text: &Text, at: usize, trouble: Trouble) -> String {
    let major = machine.heap.memory.profile().recorded_major();
    let units = text.view();
    let unit_at = units.code_point_at(at);
    if major < 20 {
        return match unit_at {
            None => "Unexpected end of JSON input".to_owned(),
            Some((48..=57 | 45, _)) => format!("Unexpected number in JSON at position {at}"),
            Some((0x22, _)) => format!("Unexpected string in JSON at position {at}"),
            Some((_, width)) => {
                format!("Unexpected token {} in JSON at position {at}", units.part(at, at + width).to_utf8())
            }
        };
    }
    match trouble {
        Trouble::Because(reason) => {
            let mut message = format!("{reason} in JSON at position {at}");
            if reason.ends_with("after JSON") {
                message = format!("{reason} at position {at}");
            }
            if major >= 22 {
                let (mut line, mut start) = (1, 0);
                for index in 0..at.min(units.len()) {
                    let after_return = units.at(index) == 10 && index > 0 && units.at(index - 1) == 13;
                    if matches!(units.at(index), 10 | 13) {
                        line += usize::from(!after_return);
                        start = index + 1;
                    }
                }
                message = format!("{message} (line {line} column {})", at - start + 1);
            }
            message
        }
        Trouble::End => "Unexpected end of JSON input".to_owned(),
        Trouble::Token => {
            if !matches!(value, Value::String(_)) {
                return format!("\"{}\" is not valid JSON", units.to_utf8());
            }
            let width = unit_at.map_or(1, |(_, width)| width);
            let token = units.part(at, (at + width).min(units.len())).to_utf8().into_owned();
            let (start, end) = (at.saturating_sub(SHOWN), (at + SHOWN).min(units.len()));
            let short = units.len() <= 4 * SHOWN;
            let (start, end) = if short { (0, units.len()) } else { (start, end) };
            let (before, after) = (if start > 0 { "..." } else { "" }, if end < units.len() { "..." } else { "" });
            let shown = units.part(start, end).to_utf8().into_owned();
            format!("Unexpected token '{token}', {before}\"{shown}\"{after} is not valid JSON")
        }
    }
}

/// `InternalizeJSONProperty` (ECMAScript 25.5.1.1), innermost first, on a stack of its own.
fn revive(machine: &mut Machine, root: ObjectId, key: PropertyKey, reviver: Value) -> Completion {
    struct Level {
        holder: ObjectId,
        key: PropertyKey,
        value: Value,
        rest: Vec<PropertyKey>,
    }
    fn level(machine: &mut Machine, holder: ObjectId, key: PropertyKey) -> Completion<Level> {
        let value = machine.get(Value::Object(holder), key)?;
        let mut rest = Vec::new();
        if let Value::Object(object) = value {
            if machine.heap.is_array(value) {
                let length = machine.length_of(object)?;
                rest.extend((0..length as u32).map(PropertyKey::Index));
            } else {
                for own in machine.keys_of(object)? {
                    let shown = machine.heap.own(object, own).is_some_and(|own| own.attributes.enumerable());
                    if shown && !matches!(own, PropertyKey::Symbol(_)) {
                        rest.push(own);
                    }
                }
            }
            rest.reverse();
        }
        Ok(Level { holder, key, value, rest })
    }
    let mut open = vec![level(machine, root, key)?];
    loop {
        let Some(top) = open.last_mut() else { return Ok(Value::Undefined) };
        if let (Value::Object(object), Some(next)) = (top.value, top.rest.pop()) {
            let inner = level(machine, object, next)?;
            open.push(inner);
            continue;
        }
        let Some(Level { holder, key, value, .. }) = open.pop() else { return Ok(Value::Undefined) };
        let name = machine.heap.key_value(key);
        let answer = machine.call(reviver, Value::Object(holder), &[name, value])?;
        if open.is_empty() {
            return Ok(answer);
        }
        if answer.is_undefined() {
            machine.heap.delete(holder, key);
        } else {
            let all = crate::heap::Descriptor::data(answer, crate::heap::Attributes::ALL);
            super::descriptor::define(machine, holder, key, &all)?;
        }
    }
}
