//! Deep equality as `assert` and `util.isDeepStrictEqual` judge it (Node's lib/internal/util/comparisons.js). Not what is
//! said about a difference.

mod collection;

use crate::heap::{Element, Kind, ObjectId, PropertyKey, Value, View};
use crate::library::ecma::object::tag_text;
use crate::machine::{Completion, Machine, Thrown, message};
use pool::memory::{Fact, SlabId};

/// How strict a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `deepEqual`: primitives as `==` compares them, prototypes ignored.
    Loose,
    /// `deepStrictEqual`
    Strict,
    /// `deepStrictEqual` of an `Assert` that skips prototypes.
    StrictWithoutPrototypes,
    /// `partialDeepStrictEqual`: the second value may lack what the first has.
    Partial,
}

/// Whether two values are deeply equal.
pub(crate) fn equal(machine: &mut Machine, a: Value, b: Value, mode: Mode) -> Completion<bool> {
    let anew = machine.knows(Fact::EqualityAnew);
    let mut comparison = Comparison { machine, mode, anew, open: None };
    if !anew {
        comparison.open = Some(Vec::new());
        return comparison.values(a, b);
    }
    // Cycles are looked for only once a comparison went too deep.
    match comparison.values(a, b) {
        Err(Thrown::Value(_)) => {
            comparison.open = Some(Vec::new());
            comparison.values(a, b)
        }
        result => result,
    }
}

struct Comparison<'a> {
    machine: &'a mut Machine,
    mode: Mode,
    /// Whether the release compares as later ones do.
    anew: bool,
    /// The pairs being compared, outermost first; `None` while cycles are not looked for.
    open: Option<Vec<(ObjectId, ObjectId)>>,
}

/// What beside its keys two objects of a kind are compared by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Elements,
    Members,
    Entries,
}

impl Comparison<'_> {
    /// A regular expression's `lastIndex`, the first property it is made with.
    fn last_index(&self, expression: ObjectId) -> Option<Value> {
        self.machine.heap.get(expression).slots().first().copied()
    }

    fn kind(&self, object: ObjectId) -> &Kind {
        self.machine.heap.kind(object)
    }

    /// The object that `typeof` calls an object.
    fn object_of(&self, value: Value) -> Option<ObjectId> {
        value.as_object().filter(|&object| !self.machine.heap.is_callable(object))
    }

    fn values(&mut self, a: Value, b: Value) -> Completion<bool> {
        self.machine.tick()?;
        if self.machine.heap.strict_equal(a, b) {
            return Ok(self.mode == Mode::Loose || self.machine.heap.same_value(a, b));
        }
        match (self.object_of(a), self.object_of(b)) {
            (Some(a), Some(b)) => self.objects(a, b),
            (None, None) if self.mode == Mode::Loose => Ok(is_nan(a) && is_nan(b) || self.machine.loose_equal(a, b)?),
            _ => Ok(is_nan(a) && is_nan(b)),
        }
    }

    fn objects(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        if self.mode == Mode::Strict && !self.same_class(a, b)? {
            return Ok(false);
        }
        let (tag, other) = (tag_text(self.machine, a)?, tag_text(self.machine, b)?);
        if tag != other {
            return Ok(false);
        }
        if matches!(self.kind(a), Kind::Error) && tag != "[object Object]" {
            return Ok(self.same_error(a, b)? && self.keyed(a, b, Inside::Nothing)?);
        }
        let partial = self.mode == Mode::Partial;
        let fits = |a: usize, b: usize| a == b || partial && a > b;
        if let (Kind::DataView(_), Kind::DataView(_)) = (self.kind(a), self.kind(b)) {
            // Node asks both how long they are, and one that is out of bounds refuses.
            for view in [a, b] {
                self.machine.get_named(Value::Object(view), "byteLength")?;
            }
        }
        if let Some((a, b)) = self.kind(a).view().zip(self.kind(b).view())
            && !self.same_bytes_in_views(a, b)?
        {
            return Ok(false);
        }
        match (self.kind(a), self.kind(b)) {
            (&Kind::Array(length), &Kind::Array(other)) => {
                if !fits(length as usize, other as usize) {
                    return Ok(false);
                }
                return self.keyed(a, b, Inside::Elements);
            }
            (Kind::Array(_), _) => return Ok(false),
            _ if tag == "[object Object]" => return self.keyed(a, b, Inside::Nothing),
            (Kind::Date(a), Kind::Date(b))
                if a != b && !(self.machine.knows(Fact::InvalidDatesEqual) && a.is_nan() && b.is_nan()) =>
            {
                return Ok(false);
            }
            (Kind::RegExp(first), Kind::RegExp(second)) => {
                let same = first.source() == second.source() && first.flags() == second.flags();
                if !same || self.last_index(a) != self.last_index(b) {
                    return Ok(false);
                }
            }
            (Kind::Date(_), Kind::Date(_)) | (Kind::View(_) | Kind::DataView(_), Kind::View(_) | Kind::DataView(_)) => {
            }
            (Kind::Set(first), Kind::Set(second)) => {
                if !fits(first.len(), second.len()) {
                    return Ok(false);
                }
                return self.keyed(a, b, Inside::Members);
            }
            (Kind::Map(first), Kind::Map(second)) => {
                if !fits(first.len(), second.len()) {
                    return Ok(false);
                }
                return self.keyed(a, b, Inside::Entries);
            }
            (&Kind::ArrayBuffer { slab: a, .. }, &Kind::ArrayBuffer { slab: b, .. }) => {
                self.viewed_anew(a, b)?;
                let memory = &self.machine.heap.memory;
                if !same_bytes(memory.bytes(a), memory.bytes(b), partial) {
                    return Ok(false);
                }
            }
            (Kind::Number(_) | Kind::String(_) | Kind::Boolean(_) | Kind::Symbol(_) | Kind::BigInt(_), _) => {
                let (first, second) = (self.boxed(a), self.boxed(b));
                if !first.zip(second).is_some_and(|(first, second)| self.machine.heap.same_value(first, second)) {
                    return Ok(false);
                }
            }
            (Kind::WeakMap(_) | Kind::WeakSet(_), _) if self.anew => return Ok(false),
            (
                _,
                Kind::Array(_)
                | Kind::View(_)
                | Kind::DataView(_)
                | Kind::Set(_)
                | Kind::Map(_)
                | Kind::Date(_)
                | Kind::RegExp(_)
                | Kind::ArrayBuffer { .. }
                | Kind::Number(_)
                | Kind::String(_)
                | Kind::Boolean(_)
                | Kind::Symbol(_)
                | Kind::BigInt(_)
                | Kind::Error,
            ) => return Ok(false),
            _ => {}
        }
        self.keyed(a, b, Inside::Nothing)
    }

    /// Whether both have the same prototype, or since Node 22 the same constructor.
    fn same_class(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        let key = self.machine.keys.constructor;
        if self.anew {
            let class = self.machine.get(Value::Object(a), key)?;
            let built_in = class.as_object().is_some_and(|class| matches!(self.kind(class), Kind::Native(_)));
            if built_in || !class.is_undefined() && self.machine.own(a, key)?.is_none() {
                return Ok(class == self.machine.get(Value::Object(b), key)?);
            }
        }
        Ok(self.machine.proto_of(a)? == self.machine.proto_of(b)?)
    }

    /// What is compared by new views of it, if as long, must not be detached.
    fn viewed_anew(&mut self, a: SlabId, b: SlabId) -> Completion<()> {
        let memory = &self.machine.heap.memory;
        let (first, second) = (memory.bytes(a), memory.bytes(b));
        if first.len() == second.len() && (memory.is_detached(a) || memory.is_detached(b)) {
            return self.machine.fail(message::DETACHED_OPERATION, ["Construct"]);
        }
        Ok(())
    }

    fn same_bytes_in_views(&mut self, a: View, b: View) -> Completion<bool> {
        let floats = matches!(a.element, Element::Float16 | Element::Float32 | Element::Float64);
        if a.element != b.element {
            return Ok(false);
        }
        if self.mode != Mode::Partial && !(floats && self.mode == Mode::Loose) {
            if self.machine.knows(Fact::ViewsComparedAnew) {
                self.viewed_anew(a.slab, b.slab)?;
            }
            let (one, other) = (self.machine.heap.shown(a), self.machine.heap.shown(b));
            return Ok(one.length == other.length && self.machine.compare_bytes(one, other)? == 0);
        }
        let heap = &self.machine.heap;
        let (first, second) = (heap.view_bytes(a), heap.view_bytes(b));
        if !(floats && self.mode == Mode::Loose) {
            return Ok(same_bytes(first, second, self.mode == Mode::Partial));
        }
        let width = a.element.width();
        let number = |bytes: &[u8]| match width {
            2 => bytes.try_into().map_or(0.0, |raw| crate::heap::half_to_f64(u16::from_le_bytes(raw))),
            4 => bytes.try_into().map_or(0.0, |raw| f64::from(f32::from_le_bytes(raw))),
            _ => bytes.try_into().map_or(0.0, f64::from_le_bytes),
        };
        Ok(first.len() == second.len()
            && first.chunks_exact(width).zip(second.chunks_exact(width)).all(|(a, b)| number(a) == number(b)))
    }

    fn boxed(&self, object: ObjectId) -> Option<Value> {
        Some(match *self.kind(object) {
            Kind::Number(number) => Value::Number(number),
            Kind::String(string) => Value::String(string),
            Kind::Boolean(boolean) => Value::Boolean(boolean),
            Kind::Symbol(symbol) => Value::Symbol(symbol),
            Kind::BigInt(big) => Value::BigInt(big),
            _ => return None,
        })
    }

    /// What of errors counts although it is not enumerable.
    fn same_error(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        if !matches!(self.kind(b), Kind::Error) {
            return Ok(false);
        }
        let causes = self.machine.knows(Fact::EqualityOfCauses);
        let names: &[&str] = if causes { &["message", "name", "cause", "errors"] } else { &["message", "name"] };
        for &name in names {
            let key = self.machine.heap.key(name);
            let listed = |this: &mut Self, object| {
                this.machine.heap.own(object, key).is_some_and(|own| own.attributes.enumerable())
            };
            let (first, second) = (self.machine.get(Value::Object(a), key)?, self.machine.get(Value::Object(b), key)?);
            let same = match (causes, self.anew) {
                (false, _) => self.machine.heap.strict_equal(first, second),
                (true, false) => {
                    let both = listed(self, a);
                    both == listed(self, b) && (both || self.values(first, second)?)
                }
                (true, true) => {
                    let empty = second.is_undefined()
                        || name == "message"
                            && matches!(second, Value::String(text) if self.machine.heap.string_length(text) == 0);
                    listed(self, b) || self.mode == Mode::Partial && empty || self.values(first, second)?
                }
            };
            if !same {
                return Ok(false);
            }
        }
        let cause = self.machine.heap.key("cause");
        let (first, second) = (self.machine.heap.own(a, cause).is_some(), self.machine.heap.own(b, cause).is_some());
        Ok(!self.anew || first == second || self.mode == Mode::Partial && !second)
    }

    /// Own enumerable keys that count: not the indices of what is compared by elements or bytes, no symbols loosely.
    fn keys(&mut self, object: ObjectId) -> Completion<Vec<PropertyKey>> {
        let listed = matches!(self.kind(object), Kind::Array(_) | Kind::View(_));
        let loose = self.mode == Mode::Loose;
        let all = if listed { self.machine.heap.own_names(object) } else { self.machine.keys_of(object)? };
        let mut keys = Vec::new();
        for key in all {
            if match key {
                PropertyKey::Index(_) => true,
                PropertyKey::Symbol(_) => !loose && self.machine.shows(object, key)?,
                PropertyKey::String(_) => self.machine.shows(object, key)?,
            } {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn keyed(&mut self, a: ObjectId, b: ObjectId, inside: Inside) -> Completion<bool> {
        let keys = self.keys(b)?;
        if self.mode != Mode::Partial && keys.len() != self.keys(a)?.len() {
            return Ok(false);
        }
        for &key in &keys {
            if !self.machine.shows(a, key)? {
                return Ok(false);
            }
        }
        if let Some(known) = self.cycle(a, b) {
            return Ok(known);
        }
        if let Some(open) = &mut self.open {
            open.push((a, b));
        }
        self.machine.descend()?;
        let result = self.contents(a, b, &keys, inside);
        self.machine.ascend();
        if let Some(open) = &mut self.open {
            open.pop();
        }
        result
    }

    /// What is known of a pair one or both of which are being compared already.
    fn cycle(&self, a: ObjectId, b: ObjectId) -> Option<bool> {
        let open = self.open.as_ref()?;
        if !self.anew {
            let first = open.iter().rposition(|pair| pair.0 == a)?;
            let second = open.iter().rposition(|pair| pair.1 == b)?;
            return Some(first == second);
        }
        let inside = |object| open.iter().any(|pair| pair.0 == object || pair.1 == object);
        (inside(a) && inside(b)).then_some(true)
    }

    fn contents(&mut self, a: ObjectId, b: ObjectId, keys: &[PropertyKey], inside: Inside) -> Completion<bool> {
        let round = self.machine.heap.open_handles();
        for &key in keys {
            self.machine.heap.close_handles(round);
            let (first, second) = (self.machine.get(Value::Object(a), key)?, self.machine.get(Value::Object(b), key)?);
            if !self.values(first, second)? {
                return Ok(false);
            }
        }
        match inside {
            Inside::Nothing => Ok(true),
            Inside::Elements if self.mode == Mode::Partial => self.partial_elements(a, b),
            Inside::Elements => self.elements(a, b),
            Inside::Members => self.members(a, b),
            Inside::Entries => self.entries(a, b),
        }
    }

    /// The indices that are there, ascending.
    fn indices(&mut self, object: ObjectId) -> Completion<Vec<PropertyKey>> {
        let keys = self.machine.keys_of(object)?.into_iter();
        Ok(keys.take_while(|key| matches!(key, PropertyKey::Index(_))).collect())
    }

    fn elements(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        let (first, second) = (self.indices(a)?, self.indices(b)?);
        if first != second {
            return Ok(false);
        }
        let round = self.machine.heap.open_handles();
        for key in first {
            self.machine.heap.close_handles(round);
            let (first, second) = (self.machine.get(Value::Object(a), key)?, self.machine.get(Value::Object(b), key)?);
            if !self.values(first, second)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the elements of `b` stand in `a` in the same order, others between them.
    fn partial_elements(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        let mut rest = self.indices(a)?.into_iter();
        'wanted: for key in self.indices(b)? {
            let wanted = self.machine.get(Value::Object(b), key)?;
            let round = self.machine.heap.open_handles();
            for key in rest.by_ref() {
                self.machine.heap.close_handles(round);
                let given = self.machine.get(Value::Object(a), key)?;
                if self.values(given, wanted)? {
                    continue 'wanted;
                }
            }
            return Ok(false);
        }
        Ok(true)
    }
}

fn is_nan(value: Value) -> bool {
    matches!(value, Value::Number(number) if number.is_nan())
}

/// Whether the bytes are the same, or all of `b` stand in `a` in order.
fn same_bytes(a: &[u8], b: &[u8], partial: bool) -> bool {
    if !partial || a.len() <= b.len() {
        return a == b;
    }
    let mut rest = a.iter();
    b.iter().all(|wanted| rest.by_ref().any(|byte| byte == wanted))
}
