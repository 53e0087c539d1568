//! Objects: which form each kind takes, its keys, and putting the parts together (Node's `formatRaw`). Not the entries of
//! each kind.

use super::collection::Entries;
use super::inspector::{BUDGET, ENTRY, Inspector, LEVELS, Thrown, interrupted};
use super::layout::Frame;
use super::name::class_name;
use super::piece::Piece;
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use pool::memory::Fact;
use pool::styled::Role;

/// How an object is shown.
enum Form {
    /// All of it.
    Whole(Piece),
    /// Braces with entries between them.
    Braces(Braces),
}

/// An object that is shown in braces.
struct Braces {
    base: Piece,
    open: String,
    close: &'static str,
    entries: Entries,
    keys: Vec<PropertyKey>,
}

impl Braces {
    fn new(open: impl Into<String>, keys: Vec<PropertyKey>) -> Self {
        Self { base: Piece::new(), open: open.into(), close: "}", entries: Entries::None, keys }
    }
}

impl Inspector<'_> {
    /// A proxy's target and handler (`formatProxy`).
    pub(super) fn parts_of_proxy(&mut self, target: ObjectId, handler: ObjectId, recursion: i32) -> Thrown<Piece> {
        if self.too_deep(recursion)? {
            return Ok(Piece::special("Proxy [Array]"));
        }
        if self.levels > LEVELS {
            return Ok(interrupted("Proxy"));
        }
        self.indentation += 2;
        self.levels += 1;
        let mut parts = Vec::new();
        for part in [target, handler] {
            parts.push(self.value(Value::Object(part), recursion + 1, false)?);
        }
        self.levels -= 1;
        self.indentation -= 2;
        let open = Piece::plain("Proxy [");
        let frame = Frame { base: Piece::default(), open, close: "]", array: true };
        Ok(self.reduce(parts, frame, recursion + 1, false))
    }

    /// An object that is not being shown already.
    pub(super) fn object(&mut self, object: ObjectId, recursion: i32, typed: bool) -> Thrown<Piece> {
        let constructor = self.constructor_name(object, recursion)?;
        let tag = self.tag(object)?;
        let inherited = if self.options.show_hidden && !self.too_deep(recursion)? {
            self.inherited(object, recursion)?
        } else {
            Vec::new()
        };
        let bare = inherited.is_empty();
        let Braces { base, open, close, entries, keys } =
            match self.form(object, constructor.as_deref(), &tag, typed, bare)? {
                Form::Whole(piece) => return Ok(piece),
                Form::Braces(braces) => braces,
            };
        let too_many = self.levels > LEVELS;
        if !too_many && self.too_deep(recursion)? && matches!(self.heap().kind(object), Kind::RegExp(_)) {
            return Ok(Piece::of(Role::RegExp, base.text()));
        }
        if too_many || self.too_deep(recursion)? {
            let prefix = self.plain_prefix(object, constructor.as_deref(), &tag);
            let name = prefix.trim_end_matches(' ');
            return Ok(match constructor {
                _ if too_many => interrupted(name),
                Some(_) => Piece::special(format!("[{name}]")),
                None => Piece::special(name),
            });
        }
        let recursion = recursion + 1;
        self.seen.push(object);
        self.current_depth = recursion;
        let array = entries.is_array();
        let (mut output, open) = self.entries(object, &entries, recursion, open)?;
        let round = self.heap().open_handles();
        for &key in &keys {
            self.heap().close_handles(round);
            self.keep(ENTRY)?;
            output.push(self.property(object, key, recursion, false)?);
        }
        output.extend(inherited);
        self.seen.pop();
        let mut frame = Frame { base, open: Piece::plain(open), close, array };
        if let Some(number) = self.circular.get(&object) {
            let mut reference = Piece::special(format!("<ref *{number}>"));
            let place = match self.options.compact {
                super::options::Compact::Always => &mut frame.open,
                super::options::Compact::Levels(_) => &mut frame.base,
            };
            if !place.is_empty() {
                reference.push(Role::Plain, " ");
            }
            reference.append(std::mem::take(place));
            *place = reference;
        }
        if self.options.sorted {
            let from = if array { output.len() - keys.len() } else { 0 };
            if let Some(comparator) = self.options.sort_by {
                let tail = output.split_off(from);
                output.extend(self.sort(tail, comparator)?);
            } else {
                output[from..].sort_by_cached_key(|piece| piece.text().encode_utf16().collect::<Vec<u16>>());
            }
        }
        let numeric = array && output.len() > 6 && self.is_numeric(object, &entries, output.len());
        let piece = self.reduce(output, frame, recursion, numeric);
        let spent = self.budget.entry(self.indentation).or_default();
        *spent += piece.len();
        if *spent > BUDGET {
            self.options.depth = Some(-1);
        }
        Ok(piece)
    }

    /// Pieces in the order a function of the program wishes (a merge sort, which bears any answers).
    fn sort(&mut self, mut pieces: Vec<Piece>, comparator: ObjectId) -> Thrown<Vec<Piece>> {
        if pieces.len() < 2 {
            return Ok(pieces);
        }
        let right = pieces.split_off(pieces.len() / 2);
        let mut left = self.sort(pieces, comparator)?.into_iter().peekable();
        let mut right = self.sort(right, comparator)?.into_iter().peekable();
        let mut merged = Vec::new();
        let round = self.heap().open_handles();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let (a, b) = (a.text(), b.text());
            self.heap().close_handles(round);
            let texts = [self.heap().string_value(a), self.heap().string_value(b)];
            let answer = self.host.call(comparator, Value::Undefined, &texts)?;
            let after = self.host.number(answer)? > 0.0;
            merged.extend(if after { right.next() } else { left.next() });
        }
        merged.extend(left.chain(right));
        Ok(merged)
    }

    /// Whether it was made as an error or inherits from `Error.prototype`.
    fn is_error(&mut self, object: ObjectId) -> bool {
        if matches!(self.heap().kind(object), Kind::Error) {
            return true;
        }
        let Some(wanted) = self.options.error_proto else { return false };
        let mut at = self.heap().proto(object);
        while let Some(proto) = at {
            if proto == wanted {
                return true;
            }
            at = self.heap().proto(proto);
        }
        false
    }

    /// Own keys that are shown: names, then symbols. Indices of arrays and views, and a string's characters, are never among them.
    pub(super) fn keys(&mut self, object: ObjectId, hidden: bool) -> Vec<PropertyKey> {
        let heap = self.heap();
        let cell = heap.get(object);
        if let Kind::String(string) = cell.kind {
            let length = heap.string_length(string) as u32;
            let mut keys = heap.own_keys(object);
            keys.retain(|&key| !matches!(key, PropertyKey::Index(index) if index < length));
            keys.retain(|&key| hidden || heap.own(object, key).is_some_and(|own| own.attributes.enumerable()));
            return keys;
        }
        if !matches!(cell.kind, Kind::Array(_) | Kind::View(_)) {
            let mut keys = heap.own_keys(object);
            keys.retain(|&key| hidden || heap.own(object, key).is_some_and(|own| own.attributes.enumerable()));
            return keys;
        }
        let length = PropertyKey::String(heap.length_name);
        let own_length = hidden && !matches!(cell.kind, Kind::View(_));
        let Some(shape) = cell.shape else { return Vec::new() };
        let named: Vec<PropertyKey> = heap
            .shapes
            .keys(shape)
            .filter(|(_, key, attributes)| {
                let private = matches!(key, PropertyKey::Symbol(symbol) if heap.is_private(*symbol));
                !private && (hidden || attributes.enumerable())
            })
            .map(|(_, key, _)| key)
            .collect();
        named.iter().for_each(|key| heap.hold_key(*key));
        let (symbols, names): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|key| matches!(key, PropertyKey::Symbol(_)));
        own_length.then_some(length).into_iter().chain(names).chain(symbols).collect()
    }

    /// `alone`: nothing inherited is shown.
    fn form(
        &mut self,
        object: ObjectId,
        constructor: Option<&str>,
        tag: &str,
        typed: bool,
        alone: bool,
    ) -> Thrown<Form> {
        let hidden = self.options.show_hidden;
        let name = class_name(self.heap(), object);
        let mut keys = self.keys(object, hidden);
        if constructor.is_none() || self.is_iterable(object)? {
            if let Some(form) = self.iterable_form(object, constructor, tag, &keys, alone && keys.is_empty())? {
                return Ok(form);
            }
        } else if matches!(self.heap().kind(object), Kind::Array(_) | Kind::View(_)) {
            keys = self.heap().own_keys(object);
            let heap = self.heap();
            keys.retain(|&key| hidden || heap.own(object, key).is_some_and(|own| own.attributes.enumerable()));
        }
        let bare = alone && keys.is_empty();
        let callable = self.heap().is_callable(object);
        if callable && (constructor != Some("Object") || self.knows(Fact::FunctionsFirst)) {
            let base = self.function_base(object, constructor, tag)?;
            return Ok(if bare {
                Form::Whole(Piece::special(base))
            } else {
                Form::Braces(Braces { base: Piece::plain(base), ..Braces::new("{", keys) })
            });
        }
        if constructor == Some("Object") {
            let open = match self.heap().kind(object) {
                Kind::Arguments(_) => "[Arguments] {".to_owned(),
                _ if tag.is_empty() => "{".to_owned(),
                _ => self.prefix(constructor, tag, "Object", "") + "{",
            };
            return Ok(if bare {
                Form::Whole(Piece::plain(open + "}"))
            } else {
                Form::Braces(Braces::new(open, keys))
            });
        }
        let prefix = self.prefix(constructor, tag, name, "");
        let error = self.is_error(object);
        let entries = match self.heap().kind(object) {
            &Kind::Date(time) => {
                let mut base = crate::calendar::iso_text(time).unwrap_or_else(|| "Invalid Date".to_owned());
                if prefix != "Date " {
                    base = prefix + &base;
                }
                return Ok(if bare {
                    Form::Whole(Piece::of(Role::Date, base))
                } else {
                    Form::Braces(Braces { base: Piece::plain(base), ..Braces::new("{", keys) })
                });
            }
            Kind::RegExp(regexp) => {
                let mut base = format!("/{}/{}", regexp.shown_source(), regexp.flags());
                if constructor.is_some() {
                    // Node asks it to tell itself as text.
                    let [source, flags] = ["source", "flags"].map(|name| self.shown_of(object, name));
                    base = format!("/{}/{}", source?, flags?);
                }
                if prefix != "RegExp " {
                    base = prefix + &base;
                }
                return Ok(if bare {
                    Form::Whole(Piece::of(Role::RegExp, base))
                } else {
                    Form::Braces(Braces { base: Piece::plain(base), ..Braces::new("{", keys) })
                });
            }
            _ if error => {
                let mut keys = keys;
                let base = self.error(object, constructor, tag, &mut keys)?;
                return Ok(if keys.is_empty() {
                    Form::Whole(base)
                } else {
                    Form::Braces(Braces { base, ..Braces::new("{", keys) })
                });
            }
            &Kind::ArrayBuffer { slab, .. } => {
                let length = self.heap().memory.bytes(slab).len();
                if typed && bare {
                    let name = if self.knows(Fact::ExtrasBracketed) { "[byteLength]" } else { "byteLength" };
                    let mut piece = Piece::plain(format!("{prefix}{{ {name}: "));
                    piece.push(Role::Number, length.to_string()).push(Role::Plain, " }");
                    return Ok(Form::Whole(piece));
                }
                Entries::ArrayBuffer { slab, contents: !typed }
            }
            Kind::DataView(_) => Entries::DataView,
            Kind::Promise(promise) => Entries::Promise(promise.settled),
            Kind::WeakMap(_) => Entries::Weak { set: false },
            Kind::WeakSet(_) => Entries::Weak { set: true },
            Kind::Boolean(_) | Kind::Number(_) | Kind::String(_) | Kind::Symbol(_) | Kind::BigInt(_) => {
                let (base, role) = self.boxed_base(object, constructor, tag)?;
                return Ok(if bare {
                    Form::Whole(Piece::of(role, base))
                } else {
                    Form::Braces(Braces { base: Piece::plain(base), ..Braces::new("{", keys) })
                });
            }
            _ => {
                let prefix = self.plain_prefix(object, constructor, tag);
                return Ok(if bare {
                    Form::Whole(Piece::plain(prefix + "{}"))
                } else {
                    Form::Braces(Braces::new(prefix + "{", keys))
                });
            }
        };
        Ok(Form::Braces(Braces { entries, ..Braces::new(prefix + "{", keys) }))
    }

    /// Whether it has a `[Symbol.iterator]`.
    fn is_iterable(&mut self, object: ObjectId) -> Thrown<bool> {
        let Some(symbol) = self.options.iterator else { return Ok(true) };
        let key = PropertyKey::Symbol(symbol);
        if self.knows(Fact::IterableByPresence) {
            return Ok(self.holder(object, key).is_some());
        }
        let method = self.get(object, key)?;
        Ok(!method.is_nullish())
    }

    /// The form of what can be iterated.
    fn iterable_form(
        &mut self,
        object: ObjectId,
        constructor: Option<&str>,
        tag: &str,
        keys: &[PropertyKey],
        bare: bool,
    ) -> Thrown<Option<Form>> {
        let keys = keys.to_vec();
        let (entries, size, name) = match self.heap().kind(object) {
            &Kind::Array(length) => (Entries::Array, length as usize, "Array"),
            &Kind::View(view) => (Entries::Typed(view), self.heap().view_length(view), view.element.name()),
            Kind::Map(map) => (Entries::Map, map.entries.iter().flatten().count(), "Map"),
            Kind::Set(set) => (Entries::Set, set.entries.iter().flatten().count(), "Set"),
            Kind::Iterator(iteration) => {
                use crate::heap::object::Walk;
                let kind = match iteration.walk {
                    Walk::Map => "Map Iterator",
                    Walk::Set => "Set Iterator",
                    Walk::Array | Walk::String => return Ok(None),
                };
                let tag = match tag {
                    "" => kind.to_owned(),
                    tag if tag == kind => kind.to_owned(),
                    tag => format!("{tag}] [{kind}"),
                };
                let open = format!("[{tag}] {{");
                return Ok(Some(Form::Braces(Braces { entries: Entries::Iterator, ..Braces::new(open, keys) })));
            }
            _ => return Ok(None),
        };
        let list = entries.is_array();
        let ordinary = matches!(entries, Entries::Array) && constructor == Some("Array") && tag.is_empty();
        let prefix = if ordinary { String::new() } else { self.prefix(constructor, tag, name, &format!("({size})")) };
        let (open, close) = if list { ("[", "]") } else { ("{", "}") };
        let extras = matches!(entries, Entries::Typed(_)) && self.options.show_hidden;
        // A list is empty if it says so.
        let empty = if list { self.get_named(object, "length")? == Value::Number(0.0) } else { size == 0 };
        if empty && bare && !extras {
            return Ok(Some(Form::Whole(Piece::plain(format!("{prefix}{open}{close}")))));
        }
        Ok(Some(Form::Braces(Braces { close, entries, ..Braces::new(prefix + open, keys) })))
    }
}
