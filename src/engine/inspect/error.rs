//! Errors: the stack with the names put right, and which properties it already tells (Node's `formatError`,
//! `improveStack`). Not how a stack is made: it is the object's own `stack`.

use rustc_hash::FxHashMap;

use super::inspector::{Inspector, Thrown};
use super::piece::Piece;
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use pool::memory::Fact;
use pool::styled::Role;

impl Inspector<'_> {
    /// The stack, and what remains to be shown in `keys`.
    pub(super) fn error(
        &mut self,
        object: ObjectId,
        constructor: Option<&str>,
        tag: &str,
        keys: &mut Vec<PropertyKey>,
    ) -> Thrown<Piece> {
        let stack = self.stack_text(object)?;
        let message = self.get_named(object, "message").ok();
        let name = self.get_named(object, "name").ok();
        if !self.options.show_hidden {
            for (key, value) in [("stack", Some(Value::Undefined)), ("message", message), ("name", name)] {
                let key = self.heap().key(key);
                let told = value.is_some_and(|value| self.text_of(value).is_none_or(|text| stack.contains(&text)));
                keys.retain(|&shown| shown != key || !told);
            }
        }
        for name in ["cause", "errors"] {
            let key = self.heap().key(name);
            let own = self.heap().own(object, key);
            let fits = own.is_some_and(|own| name == "cause" || self.heap().is_array(own.value));
            if fits && !keys.contains(&key) {
                keys.push(key);
            }
        }
        let name = match name {
            None | Some(Value::Undefined | Value::Null) => "Error".to_owned(),
            Some(value) => self.host.text(value)?,
        };
        let stack = self.improve(stack, constructor, &name, tag);
        let message = message.and_then(|message| self.text_of(message)).unwrap_or_default();
        let after = if message.is_empty() { None } else { stack.find(&message) };
        let from = after.filter(|&at| at > 0).map_or(0, |at| at + message.len());
        let Some(start) = stack[from..].find("\n    at").map(|at| at + from) else {
            return Ok(Piece::plain(format!("[{stack}]")).indented(self.indentation));
        };
        let mut piece = Piece::plain(&stack[..start]);
        let cause = self.cause_frames(object)?;
        push_frames(&mut piece, &stack[start + 1..], &cause);
        Ok(piece.indented(self.indentation))
    }

    /// An error's `stack`, or what `Error.prototype.toString` says.
    fn stack_text(&mut self, object: ObjectId) -> Thrown<String> {
        match self.get_named(object, "stack") {
            Ok(Value::String(stack)) if self.heap().string_length(stack) > 0 => return Ok(self.heap().utf8(stack)),
            Ok(stack) if self.heap().truthy(stack) => return self.odd_stack(object, stack),
            _ => {}
        }
        self.error_text(object)
    }

    /// A `stack` that is no string: its text, since Node 22 what is shown of it under the error's name and message.
    fn odd_stack(&mut self, object: ObjectId, stack: Value) -> Thrown<String> {
        if !self.knows(Fact::OddStackShown) {
            return self.host.text(stack);
        }
        self.seen.push(object);
        self.indentation += 4;
        let shown = self.value(stack, 0, false);
        self.indentation -= 4;
        self.seen.pop();
        Ok(format!("{}\n    {}", self.error_text(object)?, shown?.text()))
    }

    /// `Error.prototype.toString`
    fn error_text(&mut self, object: ObjectId) -> Thrown<String> {
        let name = match self.get_named(object, "name")? {
            Value::Undefined => "Error".to_owned(),
            name => self.host.text(name)?,
        };
        let message = match self.get_named(object, "message")? {
            Value::Undefined => String::new(),
            message => self.host.text(message)?,
        };
        Ok(match (name.is_empty(), message.is_empty()) {
            (true, _) => message,
            (_, true) => name,
            _ => format!("{name}: {message}"),
        })
    }

    fn cause_frames(&mut self, object: ObjectId) -> Thrown<String> {
        let Ok(Value::Object(cause)) = self.get_named(object, "cause") else { return Ok(String::new()) };
        if !matches!(self.heap().kind(cause), Kind::Error) {
            return Ok(String::new());
        }
        let stack = self.stack_text(cause)?;
        Ok(stack.find("\n    at").map(|start| stack[start + 1..].to_owned()).unwrap_or_default())
    }

    /// Puts the constructor's name in front where `name` alone stands there.
    fn improve(&self, stack: String, constructor: Option<&str>, name: &str, tag: &str) -> String {
        let ends = matches!(stack.as_bytes().get(name.len()), None | Some(b':' | b'\n'));
        if constructor.is_some() && !(name.ends_with("Error") && stack.starts_with(name) && ends) {
            return stack;
        }
        let (mut length, mut fallback) = (name.len(), "Error");
        if constructor.is_none() {
            let first = stack.split([':', '\n']).next().unwrap_or("");
            let worded = first.len() > 1
                && first.starts_with(|c: char| c.is_ascii_uppercase())
                && first.chars().all(|c| c.is_ascii_alphanumeric() || "_ []()-".contains(c));
            length = if worded { first.len() } else { 0 };
            if worded {
                fallback = first;
            }
        }
        let prefix = self.prefix(constructor, tag, fallback, "");
        let prefix = prefix.trim_end_matches(' ');
        let rest = stack.get(length..).unwrap_or("");
        if name == prefix {
            return stack;
        }
        match prefix.contains(name) {
            true if length == 0 => format!("{prefix}: {stack}"),
            true => format!("{prefix}{rest}"),
            false => format!("{prefix} [{name}]{rest}"),
        }
    }
}

/// The stack's frames; those that also end the cause's stack are told in one line.
fn push_frames(piece: &mut Piece, frames: &str, cause: &str) {
    let frames: Vec<&str> = frames.split('\n').collect();
    let cause: Vec<&str> = cause.split('\n').collect();
    let skipped = shared_run(&frames, &cause);
    let mut at = 0;
    while at < frames.len() {
        piece.push(Role::Plain, "\n");
        if let Some((first, length)) = skipped
            && at == first
        {
            piece.push(Role::Undefined, format!("    ... {length} lines matching cause stack trace ..."));
            at += length;
            continue;
        }
        let frame = frames[at];
        let internal = frame.starts_with("    at node:") || (frame.starts_with("    at ") && frame.contains("(node:"));
        piece.push(if internal { Role::Undefined } else { Role::Plain }, frame);
        at += 1;
    }
}

/// The first run of more than three frames that both have, without its first and last (`identicalSequenceRange`).
fn shared_run(frames: &[&str], cause: &[&str]) -> Option<(usize, usize)> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, frame) in cause.iter().enumerate() {
        first.entry(frame).or_insert(at);
    }
    (0..frames.len().saturating_sub(3)).find_map(|at| {
        let &start = first.get(frames[at])?;
        let length = frames[at..].iter().zip(&cause[start..]).take_while(|(a, b)| a == b).count();
        (length > 3).then_some((at + 1, length - 2))
    })
}
