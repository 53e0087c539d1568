//! `structuredClone`: a deep copy as V8 serializes and reads it back, with transfer. Not `ArrayBuffer.prototype.transfer`.

use crate::library::node::coded;
use rustc_hash::FxHashMap;

use super::dom_exception;
use crate::heap::object::Collection;
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value, limits};
use crate::library::binary::array_buffer::refused;
use crate::library::ecma::collection;
use crate::library::table;
use crate::machine::message::{self, Message};
use crate::machine::{Call, Completion, Machine, Row};
use pool::memory::{Fact, Request, SlabId, SlabKind};

pub(crate) fn install(machine: &mut Machine) {
    let length = match (machine.knows(Fact::CloneChecks), machine.knows(Fact::CloneRefuses)) {
        (false, _) => 1,
        (true, false) => 0,
        (true, true) => 2,
    };
    let made = machine.native(Row { name: "structuredClone", length, constructs: false, native: structured_clone });
    table::global(machine, "structuredClone", made);
}

/// Throws a `DataCloneError`.
fn not_cloned<T, const PARTS: usize>(
    machine: &mut Machine,
    message: Message<PARTS>,
    parts: [&str; PARTS],
) -> Completion<T> {
    let text = machine.worded(message, parts);
    dom_exception::throw(machine, "DataCloneError", text)
}

fn structured_clone(machine: &mut Machine, call: &Call) -> Completion {
    if machine.argument_count(call) == 0 {
        return match (machine.knows(Fact::CloneChecks), machine.knows(Fact::CloneRefuses)) {
            (false, _) => machine.fail(coded::MISSING_ARGUMENT, ["value"]),
            (true, false) => machine.fail(coded::CLONE_MISSING_VALUE, []),
            (true, true) => machine.fail(coded::MISSING_ARGUMENT, ["The value argument must be specified"]),
        };
    }
    let transferred = transfer_list(machine, machine.argument(call, 1))?;
    let mut clone =
        Clone { copies: FxHashMap::default(), known: machine.array([]), depth: 0, given: transferred.clone() };
    let copy = clone.value(machine, machine.argument(call, 0))?;
    for slab in transferred {
        // What was detached already was let through.
        if !machine.heap.memory.is_detached(slab) {
            machine.heap.memory.detach(slab);
        }
    }
    Ok(copy)
}

/// What is to be transferred, in Node's words where it cannot be.
fn transfer_list(machine: &mut Machine, options: Value) -> Completion<Vec<SlabId>> {
    let given = match options {
        Value::Undefined | Value::Null => Value::Undefined,
        Value::Object(_) => machine.get_named(options, "transfer")?,
        _ if !machine.knows(Fact::CloneChecks) => Value::Undefined,
        _ => return machine.fail(coded::CLONE_NOT_A_DICTIONARY, []),
    };
    if given.is_undefined() || (given == Value::Null && !machine.knows(Fact::CloneRefuses)) {
        return Ok(Vec::new());
    }
    let iterable = match given {
        Value::Object(_) => {
            let key = PropertyKey::Symbol(machine.symbols.iterator);
            let method = machine.get(given, key)?;
            machine.heap.is_function(method)
        }
        _ => false,
    };
    if !iterable {
        if matches!(given, Value::Object(_)) && !machine.knows(Fact::CloneRefuses) {
            return Ok(Vec::new());
        }
        return machine.fail(coded::CLONE_NOT_SEQUENCE, []);
    }
    let mut slabs = Vec::new();
    for (index, item) in machine.list(given)?.into_iter().enumerate() {
        slabs.extend(transferable(machine, item, index, &slabs)?);
    }
    Ok(slabs)
}

fn transferable(machine: &mut Machine, item: Value, index: usize, so_far: &[SlabId]) -> Completion<Option<SlabId>> {
    let slab = match item.as_object().map(|object| machine.heap.kind(object)) {
        Some(&Kind::ArrayBuffer { slab, shared: false }) => slab,
        _ if !machine.knows(Fact::CloneRefuses) => {
            return machine.fail(coded::INVALID_TRANSFER_OBJECT, []);
        }
        None => return machine.fail(coded::CLONE_NOT_AN_OBJECT, [&index.to_string()]),
        Some(_) => return not_cloned(machine, coded::DATA_CLONE_ERROR_VALUE, []),
    };
    if so_far.contains(&slab) {
        return not_cloned(machine, coded::DATA_CLONE_ERROR_DUPLICATE, []);
    }
    let memory = &machine.heap.memory;
    let detached = memory.is_detached(slab);
    if detached || memory.kind(slab) == SlabKind::Pool {
        if !machine.knows(Fact::CloneRefuses) {
            return Ok(detached.then_some(slab));
        }
        return not_cloned(machine, coded::DATA_CLONE_ERROR_UNTRANSFERABLE, []);
    }
    Ok(Some(slab))
}

/// What `matchAll` gives is made under.
fn walks(machine: &Machine) -> Option<ObjectId> {
    Some(machine.realm.regexp_string_iterator_prototype)
}

/// Whether it is an iterator helper.
fn is_helper(machine: &mut Machine, object: ObjectId) -> bool {
    machine.heap.own(object, PropertyKey::Symbol(machine.symbols.iterator_helper)).is_some()
}

/// Whether it is one of those that V8 refuses without their name: what `Iterator.from` wraps, a typed array out of bounds.
fn is_bare(machine: &mut Machine, object: ObjectId) -> bool {
    match *machine.heap.kind(object) {
        Kind::View(view) => machine.heap.view_bounds(view).is_none() && !machine.heap.memory.is_detached(view.slab),
        Kind::Ordinary => machine.heap.own(object, PropertyKey::Symbol(machine.symbols.wrapped_iterator)).is_some(),
        _ => false,
    }
}

/// One copying, and what it has copied so far.
struct Clone {
    copies: FxHashMap<ObjectId, ObjectId>,
    /// An array that keeps what `copies` names: a getter may drop it from what is copied.
    known: Value,
    depth: usize,
    /// What is to be transferred: even a detached buffer passes then, where the release let it into the list.
    given: Vec<SlabId>,
}

impl Clone {
    fn value(&mut self, machine: &mut Machine, value: Value) -> Completion {
        match value {
            Value::Symbol(_) => Self::refuse(machine, value),
            Value::Object(object) => {
                if let Some(&known) = self.copies.get(&object) {
                    return Ok(Value::Object(known));
                }
                if self.depth >= limits::CLONE_DEPTH {
                    return machine.fail(message::STACK_OVERFLOW, []);
                }
                self.depth += 1;
                let copy = self.object(machine, object);
                self.depth -= 1;
                copy.map(Value::Object)
            }
            primitive => Ok(primitive),
        }
    }

    fn refuse<T>(machine: &mut Machine, value: Value) -> Completion<T> {
        let object = value.as_object();
        let iterator = object.is_some_and(|object| matches!(machine.heap.kind(object), Kind::Iterator(_)));
        let walk = object.is_some_and(|object| machine.heap.proto(object) == walks(machine));
        let shown = if object.is_some_and(|object| is_bare(machine, object)) {
            "[object Object]".to_owned()
        } else if walk && !machine.knows(Fact::CloneRefuses) {
            "#<Object>".to_owned()
        } else if walk
            || object.is_some_and(|object| is_helper(machine, object))
            || (iterator && machine.knows(Fact::CloneRefuses))
        {
            let key = PropertyKey::Symbol(machine.symbols.to_string_tag);
            let tag = machine.get(value, key)?;
            format!("[object {}]", machine.to_text(tag)?)
        } else {
            machine.message_text(value)
        };
        not_cloned(machine, coded::DATA_CLONE_ERROR, [&shown])
    }

    /// A new object that stands for another from now on, so that circles close.
    fn stand_in(&mut self, machine: &mut Machine, original: ObjectId, prototype: ObjectId, kind: Kind) -> ObjectId {
        let made = machine.heap.object(Some(prototype), kind);
        self.remember(machine, original, made);
        made
    }

    fn remember(&mut self, machine: &mut Machine, original: ObjectId, made: ObjectId) {
        machine.append(self.known, Value::Object(original));
        machine.append(self.known, Value::Object(made));
        self.copies.insert(original, made);
    }

    fn object(&mut self, machine: &mut Machine, object: ObjectId) -> Completion<ObjectId> {
        machine.tick()?;
        let realm = machine.realm;
        let walk = machine.heap.proto(object) == walks(machine) && matches!(machine.heap.kind(object), Kind::Host(_));
        if walk || is_helper(machine, object) || is_bare(machine, object) {
            return Self::refuse(machine, Value::Object(object));
        }
        if let Some(blob) = super::blob::share(machine, object) {
            self.remember(machine, object, blob);
            return Ok(blob);
        }
        let kind = match *machine.heap.kind(object) {
            Kind::Ordinary | Kind::Host(_) if object != realm.global => {
                let made = self.stand_in(machine, object, realm.object_prototype, Kind::Ordinary);
                self.properties(machine, object, made)?;
                return Ok(made);
            }
            Kind::Array(length) => {
                let made = machine.heap.array(realm.array_prototype, []);
                machine.heap.set_array_length(made, length);
                self.remember(machine, object, made);
                self.properties(machine, object, made)?;
                return Ok(made);
            }
            Kind::Map(_) | Kind::Set(_) => return self.collection(machine, object),
            Kind::Error => return self.error(machine, object),
            Kind::ArrayBuffer { slab, shared } => return self.buffer(machine, object, slab, shared),
            Kind::View(view) => return self.view(machine, object, view),
            Kind::DataView(ref view) => {
                let view = **view;
                if machine.heap.view_bounds(view).is_none() && !machine.heap.memory.is_detached(view.slab) {
                    return Self::refuse(machine, Value::Object(object));
                }
                return self.view(machine, object, view);
            }
            Kind::Boolean(boolean) => (realm.boolean_prototype, Kind::Boolean(boolean)),
            Kind::Number(number) => (realm.number_prototype, Kind::Number(number)),
            Kind::String(string) => (realm.string_prototype, Kind::String(string)),
            Kind::BigInt(big) => (realm.bigint_prototype, Kind::BigInt(big)),
            Kind::RegExp(ref regexp) => {
                let regexp = std::rc::Rc::clone(regexp);
                let made = machine.regexp(regexp, machine.realm.regexp_prototype);
                self.remember(machine, object, made);
                return Ok(made);
            }
            Kind::Date(time) => (realm.date_prototype, Kind::Date(time)),
            _ => return Self::refuse(machine, Value::Object(object)),
        };
        Ok(self.stand_in(machine, object, kind.0, kind.1))
    }

    /// Copies enumerable properties with names that are strings; getters run.
    fn properties(&mut self, machine: &mut Machine, from: ObjectId, to: ObjectId) -> Completion<()> {
        let keys = machine.keys_of(from)?;
        let round = machine.heap.open_handles();
        for key in keys {
            machine.tick()?;
            machine.heap.close_handles(round);
            let own = machine.heap.own(from, key);
            if matches!(key, PropertyKey::Symbol(_)) || !own.is_some_and(|own| own.attributes.enumerable()) {
                continue;
            }
            let value = machine.get(Value::Object(from), key)?;
            let copy = self.value(machine, value)?;
            machine.heap.put(to, key, copy);
        }
        Ok(())
    }

    fn collection(&mut self, machine: &mut Machine, object: ObjectId) -> Completion<ObjectId> {
        let is_map = matches!(machine.heap.kind(object), Kind::Map(_));
        let entries: Vec<(Value, Value)> = match machine.heap.kind(object) {
            Kind::Map(collection) | Kind::Set(collection) => collection.entries.iter().copied().flatten().collect(),
            _ => Vec::new(),
        };
        entries.iter().flat_map(|(key, value)| [*key, *value]).for_each(|value| machine.heap.hold(value));
        let empty: Box<Collection> = Box::default();
        let made = if is_map {
            self.stand_in(machine, object, machine.realm.map_prototype, Kind::Map(empty))
        } else {
            self.stand_in(machine, object, machine.realm.set_prototype, Kind::Set(empty))
        };
        let round = machine.heap.open_handles();
        for (key, value) in entries {
            machine.heap.close_handles(round);
            let key = self.value(machine, key)?;
            let value = self.value(machine, value)?;
            collection::put(machine, made, key, if is_map { value } else { Value::Undefined })?;
        }
        Ok(made)
    }

    /// An error keeps its class where that is one of the language's own, its message, its stack and its cause.
    fn error(&mut self, machine: &mut Machine, object: ObjectId) -> Completion<ObjectId> {
        let name = machine.get(Value::Object(object), machine.keys.name)?;
        let name = if name.is_undefined() { "Error".to_owned() } else { machine.to_text(name)?.to_string() };
        let realm = &machine.realm;
        let prototype = match name.as_str() {
            "EvalError" => realm.eval_error_prototype,
            "RangeError" => realm.range_error_prototype,
            "ReferenceError" => realm.reference_error_prototype,
            "SyntaxError" => realm.syntax_error_prototype,
            "TypeError" => realm.type_error_prototype,
            "URIError" => realm.uri_error_prototype,
            _ => realm.error_prototype,
        };
        let made = self.stand_in(machine, object, prototype, Kind::Error);
        let cause = machine.heap.key("cause");
        let stack = machine.get(Value::Object(object), machine.keys.stack)?;
        machine.capture_stack(made);
        machine.write_stack(made, stack);
        for key in [machine.keys.message, cause] {
            let Some(own) = machine.heap.own(object, key).filter(|own| !own.attributes.accessor()) else { continue };
            let value = if key == cause {
                self.value(machine, own.value)?
            } else {
                Value::String(machine.to_string(own.value)?)
            };
            machine.heap.put_with(made, key, value, Attributes::HIDDEN);
        }
        Ok(made)
    }

    fn buffer(&mut self, machine: &mut Machine, object: ObjectId, slab: SlabId, shared: bool) -> Completion<ObjectId> {
        let realm = machine.realm;
        if shared {
            let kind = Kind::ArrayBuffer { slab, shared };
            return Ok(self.stand_in(machine, object, realm.shared_array_buffer_prototype, kind));
        }
        if machine.heap.memory.is_detached(slab) && !self.given.contains(&slab) {
            return not_cloned(machine, coded::DATA_CLONE_ERROR_DETACHED_ARRAY_BUFFER, []);
        }
        let length = machine.heap.memory.bytes(slab).len();
        if length as u64 > u64::from(u32::MAX) && !self.given.contains(&slab) {
            // V8 writes lengths in 32 bits.
            return not_cloned(machine, coded::DATA_CLONE_ERROR, ["#<ArrayBuffer>"]);
        }
        let made = match machine.heap.memory.zeroed(length as u64, SlabKind::Own, Request::Clone) {
            Ok(made) => made,
            Err(refusal) => return refused(machine, refusal),
        };
        if let Some(max) = machine.heap.memory.max_length(slab) {
            machine.heap.memory.set_max_length(made, max);
        }
        machine.copy_bytes(slab, 0, length, made, 0)?;
        let kind = Kind::ArrayBuffer { slab: made, shared };
        let copy = self.stand_in(machine, object, realm.array_buffer_prototype, kind);
        machine.heap.own_buffer(made, copy);
        Ok(copy)
    }

    /// A view is copied with the whole buffer under it; a Buffer comes back as a `Uint8Array`.
    fn view(&mut self, machine: &mut Machine, object: ObjectId, view: crate::heap::View) -> Completion<ObjectId> {
        let under = crate::library::binary::array_buffer::object_of(machine, view.slab);
        let Value::Object(buffer) = self.value(machine, Value::Object(under))? else { return Ok(object) };
        let Kind::ArrayBuffer { slab, .. } = *machine.heap.kind(buffer) else { return Ok(object) };
        let view = view.on(slab);
        let (prototype, kind) = if matches!(machine.heap.kind(object), Kind::DataView(_)) {
            (machine.realm.data_view_prototype, Kind::DataView(Box::new(view)))
        } else {
            (crate::library::binary::typed_array::create::prototype_of(machine, view.element), Kind::View(view))
        };
        Ok(self.stand_in(machine, object, prototype, kind))
    }
}
