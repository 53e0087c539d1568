//! The entries of arrays, typed arrays, maps, sets, weak collections and their iterators. Not the braces around them.

use super::inspector::{ENTRY, Inspector, Thrown};
use super::layout::Frame;
use super::piece::Piece;
use super::primitive::number_text;
use crate::heap::object::{Walk, Yield};
use crate::heap::{Kind, ObjectId, PropertyKey, Settled, Value, View, flag};
use pool::memory::{Fact, SlabId};
use pool::styled::Role;

/// What stands between an object's braces before its properties.
pub(super) enum Entries {
    None,
    Array,
    Typed(View),
    Map,
    Set,
    Iterator,
    Weak { set: bool },
    ArrayBuffer { slab: SlabId, contents: bool },
    DataView,
    Promise(Settled),
}

/// Indices that are still to be shown, ascending.
type Indices = std::iter::Peekable<std::vec::IntoIter<u32>>;

impl Entries {
    /// Whether the entries may be grouped into columns.
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array | Self::Typed(_))
    }
}

impl Inspector<'_> {
    /// The entries, and the opening brace, which iterators over entries change.
    pub(super) fn entries(
        &mut self,
        object: ObjectId,
        entries: &Entries,
        recursion: i32,
        open: String,
    ) -> Thrown<(Vec<Piece>, String)> {
        let output = match *entries {
            Entries::None => Vec::new(),
            Entries::Array => {
                let length = if let Kind::Array(length) = *self.heap().kind(object) { length } else { 0 };
                self.array(object, length, recursion)?
            }
            Entries::Typed(view) => self.typed_array(object, view, recursion)?,
            Entries::Map => self.walked(object, true, recursion)?,
            Entries::Set => self.walked(object, false, recursion)?,
            Entries::Weak { .. } if !self.options.show_hidden => vec![Piece::special("<items unknown>")],
            Entries::Weak { set } => {
                let all = self.collected(object, 0);
                let limit = self.options.max_array_length.min(all.len());
                let mut output = self.listed(all, !set, recursion)?;
                output[..limit].sort_by_cached_key(Piece::text);
                output
            }
            Entries::Iterator => return self.iterator(object, recursion, open),
            Entries::ArrayBuffer { slab, contents } => self.array_buffer(object, slab, contents, recursion)?,
            Entries::DataView => self.data_view(object, recursion)?,
            Entries::Promise(Settled::Pending) => vec![Piece::special("<pending>")],
            Entries::Promise(Settled::Fulfilled(value)) => {
                self.indentation += 2;
                let piece = self.value(value, recursion, false);
                self.indentation -= 2;
                vec![piece?]
            }
            Entries::Promise(Settled::Rejected(reason)) => {
                self.indentation += 2;
                let piece = self.value(reason, recursion, false);
                self.indentation -= 2;
                let mut shown = Piece::special("<rejected>");
                shown.push(Role::Plain, " ").append(piece?);
                vec![shown]
            }
        };
        Ok((output, open))
    }

    /// Whether the first `count` elements are all numbers, so that they are aligned at their right.
    pub(super) fn is_numeric(&mut self, object: ObjectId, entries: &Entries, count: usize) -> bool {
        if let Entries::Typed(view) = *entries {
            return count <= self.heap().view_length(view);
        }
        let heap = self.heap();
        (0..count).all(|index| {
            let own = heap.own(object, PropertyKey::Index(index as u32));
            own.is_some_and(|own| {
                !own.attributes.accessor() && matches!(own.value, Value::Number(_) | Value::BigInt(_))
            })
        })
    }

    fn array(&mut self, object: ObjectId, mut length: u32, recursion: i32) -> Thrown<Vec<Piece>> {
        let limit = self.options.max_array_length.min(length as usize);
        let mut output = Vec::new();
        // The next index to show; holes before it are told as one entry.
        let mut index: u32 = 0;
        let mut sparse: Option<Indices> = None;
        let round = self.heap().open_handles();
        while output.len() < limit && index < length {
            self.heap().close_handles(round);
            // An element's own inspection may have cut the array short.
            if let Kind::Array(now) = *self.heap().kind(object)
                && now < length
            {
                length = now.max(index);
                continue;
            }
            let here = match &mut sparse {
                None => self.heap().own(object, PropertyKey::Index(index)).is_some(),
                Some(indices) => indices.next_if_eq(&index).is_some(),
            };
            self.keep(ENTRY)?;
            if here {
                output.push(self.property(object, PropertyKey::Index(index), recursion, true)?);
                index += 1;
                continue;
            }
            let next = self.next_present(object, index, &mut sparse).unwrap_or(length).min(length);
            let holes = next - index;
            let plural = if holes > 1 { "s" } else { "" };
            output.push(Piece::of(Role::Undefined, format!("<{holes} empty item{plural}>")));
            index = next;
        }
        push_remaining(&mut output, f64::from(length - index));
        Ok(output)
    }

    /// The first index behind a hole at `hole`; `sparse` keeps what a sparse array has there for the next question.
    fn next_present(&mut self, object: ObjectId, hole: u32, sparse: &mut Option<Indices>) -> Option<u32> {
        let heap = self.heap();
        let cell = heap.get(object);
        if cell.flags & flag::SPARSE == 0 {
            let rest = cell.elements().get(hole as usize..)?;
            return rest.iter().position(|value| *value != Value::Empty).map(|at| hole + at as u32);
        }
        // `formatSpecialArray` of lib/internal/util/inspect.js goes on among the enumerable keys alone, and takes as many as
        // were shown for those that come before the hole.
        let indices = sparse.get_or_insert_with(|| {
            let mut indices = Vec::new();
            for key in heap.own_keys(object) {
                let PropertyKey::Index(index) = key else { break };
                if heap.own(object, key).is_some_and(|own| own.attributes.enumerable()) {
                    indices.push(index);
                }
            }
            indices.drain(..indices.len().min(hole as usize));
            indices.into_iter().peekable()
        });
        indices.peek().copied()
    }

    fn typed_array(&mut self, object: ObjectId, view: View, recursion: i32) -> Thrown<Vec<Piece>> {
        let length = self.heap().view_length(view);
        let limit = self.options.max_array_length.min(length);
        let mut output = Vec::new();
        let told = self.told_length(object, length)?;
        let round = self.heap().open_handles();
        for index in 0..limit {
            self.heap().close_handles(round);
            self.keep(ENTRY)?;
            let value = self.heap().element(view, index).unwrap_or(Value::Undefined);
            let mut piece = self.primitive(value)?;
            if matches!(value, Value::Number(_)) && (told.is_nan() || told <= 0.0) {
                // Node takes what says that it has no elements for one of BigInts.
                piece.push(Role::Number, "n");
            }
            output.push(piece);
        }
        push_remaining(&mut output, told - limit as f64);
        if self.options.show_hidden {
            for name in ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"] {
                output.push(self.extra_of(object, name, recursion, true)?);
            }
        }
        Ok(output)
    }

    /// The entries of a collection from a place on; held.
    fn collected(&mut self, object: ObjectId, from: usize) -> Vec<(Value, Value)> {
        let heap = self.heap();
        let all: Vec<(Value, Value)> = match heap.kind(object) {
            Kind::Map(all) | Kind::Set(all) | Kind::WeakMap(all) | Kind::WeakSet(all) => {
                all.entries.iter().skip(from).flatten().copied().collect()
            }
            _ => Vec::new(),
        };
        all.iter().flat_map(|(key, value)| [*key, *value]).for_each(|value| heap.hold(value));
        all
    }

    /// How many items of a map or set are shown: `maxArrayLength` is theirs too since Node 20.
    fn most_items(&self) -> usize {
        if self.knows(Fact::CollectionsCut) { self.options.max_array_length } else { usize::MAX }
    }

    /// The entries of a map or set as they are at the time: an entry's own inspection may change what comes after it.
    fn walked(&mut self, object: ObjectId, keyed: bool, recursion: i32) -> Thrown<Vec<Piece>> {
        let collection = |this: &mut Self, number| match this.heap().kind(object) {
            Kind::Map(all) | Kind::Set(all) => (all.len(), all.entry_from(number)),
            _ => (0, None),
        };
        let (size, _) = collection(self, 0);
        let mut number = 0;
        self.items(size, keyed, recursion, &mut |this| {
            let (key, value, next) = collection(this, number).1?;
            number = next;
            Some((key, value))
        })
    }

    /// Entries that were collected before.
    fn listed(&mut self, all: Vec<(Value, Value)>, keyed: bool, recursion: i32) -> Thrown<Vec<Piece>> {
        let (size, mut all) = (all.len(), all.into_iter());
        self.items(size, keyed, recursion, &mut |_| all.next())
    }

    fn items(
        &mut self,
        size: usize,
        keyed: bool,
        recursion: i32,
        next: &mut dyn FnMut(&mut Self) -> Option<(Value, Value)>,
    ) -> Thrown<Vec<Piece>> {
        let limit = self.most_items().min(size);
        let mut output = Vec::new();
        self.indentation += 2;
        let round = self.heap().open_handles();
        while output.len() < limit
            && let Some((key, value)) = next(self)
        {
            self.heap().close_handles(round);
            self.heap().hold(key);
            self.heap().hold(value);
            self.keep(ENTRY)?;
            let mut piece = self.value(key, recursion, false)?;
            if keyed {
                piece.push(Role::Plain, " => ").append(self.value(value, recursion, false)?);
            }
            output.push(piece);
        }
        self.indentation -= 2;
        push_remaining(&mut output, (size - limit) as f64);
        Ok(output)
    }

    fn iterator(&mut self, object: ObjectId, recursion: i32, open: String) -> Thrown<(Vec<Piece>, String)> {
        let Kind::Iterator(iteration) = self.heap().kind(object) else { return Ok((Vec::new(), open)) };
        let (walk, gives, next, over) = (iteration.walk, iteration.gives, iteration.next, iteration.over);
        let all = over.as_object().map(|over| self.collected(over, next)).unwrap_or_default();
        let second = |(key, value): (Value, Value)| if walk == Walk::Set { key } else { value };
        if gives != Yield::Entries {
            let pick = |entry: (Value, Value)| if gives == Yield::Keys { entry.0 } else { second(entry) };
            let all = all.into_iter().map(|entry| (pick(entry), Value::Undefined)).collect();
            return Ok((self.listed(all, false, recursion)?, open));
        }
        let open = open.strip_suffix(" Iterator] {").map_or(open.clone(), |start| format!("{start} Entries] {{"));
        let limit = self.options.max_array_length.min(all.len());
        let mut output = Vec::new();
        self.indentation += 2;
        let round = self.heap().open_handles();
        for &entry in &all[..limit] {
            self.heap().close_handles(round);
            self.keep(2 * ENTRY)?;
            let pair = vec![self.value(entry.0, recursion, false)?, self.value(second(entry), recursion, false)?];
            let frame = Frame { base: Piece::new(), open: Piece::plain("["), close: "]", array: true };
            output.push(self.reduce(pair, frame, recursion, true));
        }
        self.indentation -= 2;
        push_remaining(&mut output, (all.len() - limit) as f64);
        Ok((output, open))
    }
}

/// `... 3 more items`
fn push_remaining(output: &mut Vec<Piece>, remaining: f64) {
    if remaining > 0.0 {
        let plural = if remaining > 1.0 { "s" } else { "" };
        output.push(Piece::plain(format!("... {} more item{plural}", number_text(remaining))));
    }
}
