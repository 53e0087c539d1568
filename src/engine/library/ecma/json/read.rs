//! `JSON.parse` (ECMAScript 25.5.1), with V8's messages of each release. Not writing. Nesting lives on a stack of its own.

use std::ops::Range;

use super::refusal::{Trouble, refuse};
use super::revive::{Sources, revive};
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::machine::message::{self, Message};
use crate::machine::{Call, Completion, Machine};
use crate::text::{Text, TextBuilder, Units};
use pool::memory::Fact;

/// So many units of a text that cannot be read are kept, for the line that is shown when nobody catches the error.
const KEPT: usize = 1 << 16;

/// Where and what went wrong.
type Failure = (usize, Trouble);

/// A container that is not closed yet.
enum Open {
    Array(ObjectId),
    Object(ObjectId, PropertyKey),
}

/// What an open container and the source of a value take, roughly.
const OPEN: usize = 32;
const SOURCE: usize = 80;

/// How many digits fit into 32 bits, whatever they are.
const PLAIN_DIGITS: usize = 9;

/// How many units of a string are read between two steps.
const STRETCH: usize = 1 << 14;

struct Reader<'a> {
    machine: &'a mut Machine,
    units: Vec<u16>,
    at: usize,
    /// Where the last primitive stood.
    last: Range<usize>,
    sources: Sources,
    /// Whether a reviver wants them.
    revived: bool,
}

pub(crate) fn parse(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let reviver = machine.argument(call, 1);
    let revives = machine.heap.is_function(reviver);
    // Only a reviver that is told sources asks which values were read.
    let revived = revives && machine.knows(Fact::ReviverContext);
    machine.admit(text.len() * 2)?;
    let units = text.view().to_units();
    let mut reader = Reader { machine, units, at: 0, last: 0..0, sources: Sources::new(), revived };
    let parsed = match reader.document() {
        Ok(value) => value,
        Err((_, Trouble::Ended(thrown))) => return Err(thrown),
        Err((at, trouble)) => {
            let failed = refuse(machine, &text, at, trouble);
            if let Err(thrown) = failed
                && text.len() <= KEPT
            {
                let offset = text.view().part(0, at.min(text.len())).to_utf8().len();
                machine.thrown_in(thrown, text.to_string(), offset);
            }
            return failed;
        }
    };
    let mut sources = reader.sources;
    let last = reader.last;
    machine.heap.hold(parsed);
    if !revives {
        return Ok(parsed);
    }
    let root = machine.object();
    let key = machine.heap.key("");
    machine.heap.put(root, key, parsed);
    if revived && parsed.as_object().is_none() {
        sources.insert((root, key), (parsed, last));
    }
    revive(machine, (root, key), reviver, &text, &sources)
}

/// What `JSON.rawJSON` takes: one primitive, and nothing around it (V8 `JsonParser::ParseRawJson`).
pub(crate) fn check_raw(machine: &mut Machine, text: &Text) -> Completion<()> {
    let units = text.view().to_units();
    let mut reader = Reader { machine, units, at: 0, last: 0..0, sources: Sources::new(), revived: false };
    let refused = match reader.peek() {
        Some(first) if !matches!(first, 0x5B | 0x7B) => match reader.scalar() {
            Ok(_) if reader.at == text.len() => return Ok(()),
            Ok(_) => Trouble::Raw,
            Err((at, trouble)) => return refuse(machine, text, at, trouble).map(|_| ()),
        },
        Some(_) => Trouble::Token,
        None => Trouble::Raw,
    };
    refuse(machine, text, 0, refused).map(|_| ())
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

    fn fail<T>(&self, because: Option<Message<1>>) -> Result<T, Failure> {
        Err((
            self.at,
            because.map_or(if self.peek().is_none() { Trouble::End } else { Trouble::Token }, Trouble::Because),
        ))
    }

    /// A step; so many bytes are kept beside the heap.
    fn go_on(&mut self, bytes: usize) -> Result<(), Failure> {
        let room = self.machine.tick().and_then(|()| self.machine.admit(bytes));
        room.map_err(|thrown| (self.at, Trouble::Ended(thrown)))
    }

    fn document(&mut self) -> Result<Value, Failure> {
        let value = self.value()?;
        self.skip_space();
        if self.at < self.units.len() {
            return self.fail(Some(message::JSON_PARSE_UNEXPECTED_NON_WHITE_SPACE_CHARACTER));
        }
        Ok(value)
    }

    /// A value with everything in it. The program cannot run meanwhile, so nothing is held but what the sources name.
    fn value(&mut self) -> Result<Value, Failure> {
        let mut open: Vec<Open> = Vec::new();
        let round = self.machine.heap.open_handles();
        loop {
            if !self.revived {
                self.machine.heap.close_handles(round);
            }
            self.go_on(open.len() * OPEN + self.sources.len() * SOURCE)?;
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
                        let key = self.key(message::JSON_PARSE_EXPECTED_PROP_NAME_OR_RBRACE)?;
                        open.push(Open::Object(object, key));
                        continue;
                    }
                    self.at += 1;
                    Value::Object(object)
                }
                _ => {
                    let start = self.at;
                    let value = self.scalar()?;
                    self.last = start..self.at;
                    value
                }
            };
            loop {
                self.skip_space();
                let next = self.peek();
                match open.pop() {
                    None => return Ok(value),
                    Some(Open::Array(array)) => {
                        if let Kind::Array(length) = *self.machine.heap.kind(array) {
                            self.remember(array, PropertyKey::Index(length), value);
                            self.machine.heap.put(array, PropertyKey::Index(length), value);
                        }
                        if next == Some(unit(',')) {
                            self.at += 1;
                            open.push(Open::Array(array));
                            break;
                        }
                        if next != Some(unit(']')) {
                            return self.fail(Some(message::JSON_PARSE_EXPECTED_COMMA_OR_RBRACK));
                        }
                        value = Value::Object(array);
                    }
                    Some(Open::Object(object, key)) => {
                        self.remember(object, key, value);
                        self.machine.heap.put(object, key, value);
                        if next == Some(unit(',')) {
                            self.at += 1;
                            self.skip_space();
                            let key = self.key(message::JSON_PARSE_EXPECTED_DOUBLE_QUOTED_PROPERTY_NAME)?;
                            open.push(Open::Object(object, key));
                            break;
                        }
                        if next != Some(unit('}')) {
                            return self.fail(Some(message::JSON_PARSE_EXPECTED_COMMA_OR_RBRACE));
                        }
                        value = Value::Object(object);
                    }
                }
                self.at += 1;
            }
        }
    }

    /// Keeps the source of a primitive, if anybody will ask.
    fn remember(&mut self, holder: ObjectId, key: PropertyKey, value: Value) {
        if self.revived && value.as_object().is_none() {
            self.sources.insert((holder, key), (value, self.last.clone()));
        }
    }

    fn key(&mut self, expected: Message<1>) -> Result<PropertyKey, Failure> {
        if self.peek() != Some(unit('"')) {
            return self.fail(Some(expected));
        }
        let text = self.string()?;
        self.skip_space();
        if self.peek() != Some(unit(':')) {
            return self.fail(Some(message::JSON_PARSE_EXPECTED_COLON_AFTER_PROPERTY_NAME));
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
                return self.fail(Some(message::JSON_PARSE_NO_NUMBER_AFTER_MINUS_SIGN));
            }
        }
        if self.peek() == Some(unit('0')) {
            self.at += 1;
            if matches!(self.peek(), Some(48..=57)) {
                return self.fail(Some(message::JSON_PARSE_UNEXPECTED_TOKEN_NUMBER));
            }
        } else {
            self.digits();
        }
        if self.peek() == Some(unit('.')) {
            self.at += 1;
            if self.digits() == 0 {
                return self.fail(Some(message::JSON_PARSE_UNTERMINATED_FRACTIONAL_NUMBER));
            }
        }
        if matches!(self.peek(), Some(0x45 | 0x65)) {
            self.at += 1;
            if matches!(self.peek(), Some(0x2B | 0x2D)) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return self.fail(Some(message::JSON_PARSE_EXPONENT_PART_MISSING));
            }
        }
        let digits = &self.units[start..self.at];
        // Few digits and nothing else are exact without the general way.
        if digits.len() <= PLAIN_DIGITS && digits.iter().all(|unit| matches!(unit, 48..=57)) {
            return Ok(digits.iter().fold(0, |value, &unit| value * 10 + u32::from(unit - 48)).into());
        }
        let text: String = digits.iter().map(|&unit| unit as u8 as char).collect();
        Ok(Value::Number(text.parse().unwrap_or(f64::NAN)))
    }

    fn string(&mut self) -> Result<Text, Failure> {
        self.at += 1;
        let mut builder = TextBuilder::default();
        loop {
            match self.peek() {
                None => return self.fail(Some(message::JSON_PARSE_UNTERMINATED_STRING)),
                Some(0x22) => {
                    self.at += 1;
                    return Ok(builder.finish());
                }
                Some(0x5C) => {
                    self.at += 1;
                    let escaped = self.escape()?;
                    builder.push(escaped);
                    self.go_on(builder.bytes())?;
                }
                Some(0..=31) => return self.fail(Some(message::JSON_PARSE_BAD_CONTROL_CHARACTER)),
                Some(_) => {
                    let rest = &self.units[self.at..];
                    let plain =
                        rest.iter().take(STRETCH).take_while(|unit| !matches!(unit, 0..=31 | 0x22 | 0x5C)).count();
                    builder.push_units(Units::Utf16(&rest[..plain]));
                    self.at += plain;
                    if plain == STRETCH {
                        self.go_on(builder.bytes())?;
                    }
                }
            }
        }
    }

    fn escape(&mut self) -> Result<u16, Failure> {
        let Some(escape) = self.peek() else { return self.fail(Some(message::JSON_PARSE_UNTERMINATED_STRING)) };
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
                    let Some(digit) = digit else { return self.fail(Some(message::JSON_PARSE_BAD_UNICODE_ESCAPE)) };
                    code = code * 16 + digit as u16;
                }
                code
            }
            _ => return self.fail(Some(message::JSON_PARSE_BAD_ESCAPED_CHARACTER)),
        };
        self.at += 1;
        Ok(value)
    }
}
