//! One inspection under way: who runs code for it, how deep it is, what it has seen, and what an object says of itself. Not how
//! a kind of value is shown.

use rustc_hash::FxHashMap;

use super::options::Options;
use super::piece::Piece;
use crate::heap::{BigIntId, Heap, Kind, ObjectId, PropertyKey, Value};
use pool::memory::{Fact, Release};
use pool::styled::{Role, Styled};

/// Who can run code; the machine.
pub trait Host {
    /// The heap.
    fn heap(&mut self) -> &mut Heap;
    /// Calls a function; the error is what it threw.
    fn call(&mut self, function: ObjectId, this: Value, arguments: &[Value]) -> Result<Value, Value>;
    /// ECMAScript `String(value)`, for `%s`.
    fn text(&mut self, value: Value) -> Result<String, Value>;
    /// A BigInt's digits.
    fn digits(&mut self, big: BigIntId) -> Result<String, Value>;
    /// Whether to go on, where so many bytes are kept beside the heap.
    fn go_on(&mut self, bytes: usize) -> Result<(), Value>;
    /// ECMAScript `Number(value)`, for `%d`.
    fn number(&mut self, value: Value) -> Result<f64, Value>;
    /// `JSON.stringify(value)` for `%j`: `[Circular]` where that would throw for a cycle.
    fn json(&mut self, _value: Value) -> Result<String, Value> {
        Ok("undefined".to_owned())
    }
    /// `depth - recursion`, where the depth is what a program wrote.
    fn depth_left(&mut self, _depth: Value, _recursion: i32) -> Result<Value, Value> {
        Ok(Value::Undefined)
    }
    /// The second and third argument of a custom inspection: an options object and `util.inspect`.
    fn custom_arguments(&mut self, _options: &Options) -> [Value; 2] {
        [Value::Undefined; 2]
    }
}

/// What may throw.
pub(super) type Thrown<T> = Result<T, Value>;

/// Levels of nesting after which inspection is given up, as Node does when its stack is full; a thread of 2 MiB has room for them.
pub(super) const LEVELS: usize = 300;

/// Output of one level of indentation, in UTF-16 units, after which nothing deeper is shown.
pub(super) const BUDGET: usize = 1 << 27;

/// What an entry takes with what is laid out of it, roughly.
pub(super) const ENTRY: usize = 256;

/// `util.inspect(value, options)`. The error is what a getter, a custom inspection or the like threw.
pub fn inspect(host: &mut dyn Host, value: Value, options: &Options) -> Result<Styled, Value> {
    Inspector::new(host, options.clone()).value(value, 0, false).map(Styled::from)
}

/// One inspection under way (Node's `ctx`).
pub(super) struct Inspector<'a> {
    pub(super) host: &'a mut dyn Host,
    pub(super) options: Options,
    pub(super) release: Release,
    /// The objects around what is being shown.
    pub(super) seen: Vec<ObjectId>,
    pub(super) circular: FxHashMap<ObjectId, usize>,
    /// An array that keeps what `circular` names: a getter may have made it for once.
    pub(super) circles: ObjectId,
    pub(super) budget: FxHashMap<usize, usize>,
    pub(super) indentation: usize,
    pub(super) current_depth: i32,
    pub(super) levels: usize,
    /// Bytes of what was shown so far.
    pub(super) kept: usize,
}

impl<'a> Inspector<'a> {
    /// Whether the release followed has this.
    pub(super) fn knows(&self, fact: Fact) -> bool {
        fact.of(self.release)
    }

    pub(super) fn new(host: &'a mut dyn Host, options: Options) -> Self {
        let release = host.heap().memory.profile().release();
        let circles = host.heap().object(None, Kind::Array(0));
        Self {
            host,
            options,
            release,
            seen: Vec::new(),
            circular: FxHashMap::default(),
            circles,
            budget: FxHashMap::default(),
            indentation: 0,
            current_depth: 0,
            levels: 0,
            kept: 0,
        }
    }

    pub(super) fn heap(&mut self) -> &mut Heap {
        self.host.heap()
    }

    /// Whether there is room for so many bytes more of what is shown, and time.
    pub(super) fn keep(&mut self, bytes: usize) -> Thrown<()> {
        self.kept += bytes;
        self.host.go_on(self.kept)
    }

    /// Whether what is `recursion` levels down is too deep to be opened.
    pub(super) fn too_deep(&mut self, recursion: i32) -> Thrown<bool> {
        if let Value::Symbol(_) = self.options.given_depth {
            // No number can be compared with it.
            self.depth_left(recursion)?;
        }
        Ok(self.options.depth.is_some_and(|depth| recursion > depth))
    }

    /// What `value.length` is as a number: what is held, unless a program told otherwise.
    pub(super) fn told_length(&mut self, object: ObjectId, held: usize) -> Thrown<f64> {
        let heap = self.host.heap();
        let key = heap.key("length");
        let mut holder = Some(object);
        let told = loop {
            let Some(at) = holder else { break None };
            match heap.own(at, key) {
                None => holder = heap.seen_proto(at),
                found => break found,
            }
        };
        let Some(told) = told else { return Ok(held as f64) };
        if told.attributes.accessor()
            && let Some(getter) = heap.accessor(told.value).0
            && let Kind::Native(_) = heap.kind(getter)
        {
            return Ok(held as f64);
        }
        match self.get_named(object, "length")? {
            Value::Number(length) => Ok(length),
            Value::Null => Ok(f64::NAN),
            other => self.host.number(other),
        }
    }

    /// Any value (`formatValue`); `typed` where a typed array shows its buffer.
    pub(super) fn value(&mut self, value: Value, recursion: i32, typed: bool) -> Thrown<Piece> {
        let Value::Object(object) = value else { return self.primitive(value) };
        if let Kind::Proxy { target, handler } = *self.heap().kind(object) {
            let Some(handler) = handler else { return Ok(Piece::special("<Revoked Proxy>")) };
            return if self.options.show_proxy {
                self.parts_of_proxy(target, handler, recursion)
            } else {
                self.proxy(object, target, recursion, typed)
            };
        }
        if self.options.custom_inspect
            && let Some(piece) = self.custom(object, recursion)?
        {
            return Ok(piece);
        }
        if self.seen.contains(&object) {
            let next = self.circular.len() + 1;
            let number = *self.circular.entry(object).or_insert(next);
            let circles = self.circles;
            self.heap().append_element(circles, value);
            return Ok(Piece::special(format!("[Circular *{number}]")));
        }
        self.levels += 1;
        let piece = self.object(object, recursion, typed);
        self.levels -= 1;
        piece
    }

    /// A proxy is shown as what is behind it; since Node 26 it says what it is.
    fn proxy(&mut self, proxy: ObjectId, target: ObjectId, recursion: i32, typed: bool) -> Thrown<Piece> {
        if self.options.custom_inspect
            && self.as_buffer(target).is_some()
            && let Some(symbol) = self.options.custom_symbol
            && let Value::Object(method) = self.get(target, PropertyKey::Symbol(symbol))?
        {
            // A Buffer's own inspection wants a Buffer, and a proxy is none.
            self.host.call(method, Value::Object(proxy), &[])?;
        }
        self.levels += 1;
        let shown = if self.levels > LEVELS {
            interrupted("Object")
        } else {
            self.value(Value::Object(target), recursion, typed)?
        };
        self.levels -= 1;
        if !self.knows(Fact::ProxyNamed) {
            return Ok(shown);
        }
        let mut piece = Piece::special("Proxy(");
        piece.append(shown).push(Role::Special, ")");
        Ok(piece)
    }

    /// What the object says of itself, if it does.
    fn custom(&mut self, object: ObjectId, recursion: i32) -> Thrown<Option<Piece>> {
        let mut method = None;
        let mut holder = None;
        if let Some(symbol) = self.options.custom_symbol {
            let key = PropertyKey::Symbol(symbol);
            holder = self.holder(object, key);
            method = match holder {
                Some(_) => Some(self.get(object, key)?),
                None => None,
            };
        }
        if let Some(view) = self.as_buffer(object)
            && (holder.is_none() || holder == self.options.buffer_proto)
        {
            self.depth_left(recursion)?;
            // A Buffer may hold itself; Node goes on until its stack is full.
            if self.levels >= LEVELS {
                return Ok(Some(interrupted("Object")));
            }
            return self.buffer(object, view).map(Some);
        }
        let Some(Value::Object(function)) = method else { return Ok(None) };
        if !self.heap().is_callable(function) || Some(function) == self.options.inspect_function {
            return Ok(None);
        }
        if self.is_prototype_object(object) {
            return Ok(None);
        }
        let first = self.depth_left(recursion)?;
        let options = self.options.clone();
        let [second, third] = self.host.custom_arguments(&options);
        let this = Value::Object(object);
        let answer = self.host.call(function, this, &[first, second, third])?;
        if answer == this {
            return Ok(None);
        }
        if let Value::String(string) = answer {
            let length = self.heap().string_length(string);
            self.keep(length * 3)?;
            let text = self.heap().utf8(string);
            return Ok(Some(Piece::plain(text).indented(self.indentation)));
        }
        if self.levels >= LEVELS {
            return Ok(Some(interrupted("Object")));
        }
        self.levels += 1;
        let piece = self.value(answer, recursion, false);
        self.levels -= 1;
        piece.map(Some)
    }

    /// Whether the object is its own constructor's `prototype`.
    /// How deep it may go from there, as custom inspections are told.
    fn depth_left(&mut self, recursion: i32) -> Thrown<Value> {
        match (self.options.given_depth, self.options.depth) {
            (Value::Null, None) => Ok(Value::Null),
            (given @ (Value::BigInt(_) | Value::Symbol(_) | Value::Object(_)), _) => {
                self.host.depth_left(given, recursion)
            }
            (_, Some(depth)) => Ok(Value::Number(f64::from(depth) - f64::from(recursion))),
            (Value::Number(f64::INFINITY), None) => Ok(Value::Number(f64::INFINITY)),
            _ => Ok(Value::Number(f64::NAN)),
        }
    }

    fn is_prototype_object(&mut self, object: ObjectId) -> bool {
        let heap = self.heap();
        let constructor = heap.key("constructor");
        let prototype = heap.key("prototype");
        let own = heap.own(object, constructor).and_then(|property| property.value.as_object());
        own.and_then(|function| heap.own(function, prototype))
            .is_some_and(|property| property.value == Value::Object(object))
    }

    /// The object in the prototype chain that has the property.
    pub(super) fn holder(&mut self, object: ObjectId, key: PropertyKey) -> Option<ObjectId> {
        let heap = self.heap();
        let mut next = Some(object);
        while let Some(at) = next {
            if heap.own(at, key).is_some() {
                return next;
            }
            next = heap.seen_proto(at);
        }
        None
    }

    /// ECMAScript `Get`.
    pub(super) fn get(&mut self, object: ObjectId, key: PropertyKey) -> Thrown<Value> {
        let Some(holder) = self.holder(object, key) else { return Ok(Value::Undefined) };
        let heap = self.heap();
        let Some(property) = heap.own(holder, key) else { return Ok(Value::Undefined) };
        if !property.attributes.accessor() {
            return Ok(property.value);
        }
        match heap.accessor(property.value).0 {
            Some(getter) => self.host.call(getter, Value::Object(object), &[]),
            None => Ok(Value::Undefined),
        }
    }

    pub(super) fn get_named(&mut self, object: ObjectId, name: &str) -> Thrown<Value> {
        let key = self.heap().key(name);
        self.get(object, key)
    }

    /// What `${object[name]}` is.
    pub(super) fn shown_of(&mut self, object: ObjectId, name: &str) -> Thrown<String> {
        let value = self.get_named(object, name)?;
        self.host.text(value)
    }

    /// A string value's text; of other values, nothing.
    pub(super) fn text_of(&mut self, value: Value) -> Option<String> {
        if let Value::String(string) = value { Some(self.heap().utf8(string)) } else { None }
    }
}

/// What is shown of an object too deep inside others.
pub(super) fn interrupted(name: &str) -> Piece {
    Piece::of(Role::Special, format!("[{name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]"))
}
