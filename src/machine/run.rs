//! The instruction loop. What an instruction means for numbers, plain objects and Buffers stands here; everything else is
//! handed to the file named after it.

use std::cmp::Ordering;
use std::rc::Rc;

use super::operator::{Arithmetic, number};
use super::{Completion, Machine, Thrown};
use crate::code::Op;
use crate::heap::{Attributes, Element, Kind, Loaded, ObjectId, PropertyKey, Value, flag, value_to_uint32};

impl Machine {
    /// Runs the innermost frame until the frame that a built-in or the session entered returns.
    pub(super) fn run(&mut self) -> Completion {
        // What built-ins around this run may hold was protected before it began.
        let outer = std::mem::replace(&mut self.protected_before, self.heap.protected());
        let result = loop {
            match self.steps_until_call() {
                Ok(Some(value)) => break Ok(value),
                Ok(None) => {}
                Err(thrown) => {
                    if let Err(thrown) = self.unwind(thrown) {
                        break Err(thrown);
                    }
                }
            }
        };
        self.protected_before = outer;
        result
    }

    /// Goes to the innermost handler, or out of the frames that have none.
    fn unwind(&mut self, thrown: Thrown) -> Completion<()> {
        self.note_thrown(thrown);
        loop {
            let Some(frame) = self.frames.last_mut() else { return Err(thrown) };
            if let Thrown::Value(value) = thrown {
                let at = (frame.pc.saturating_sub(1)) as u32;
                let handlers = &frame.loaded.code.handlers;
                if let Some(&handler) = handlers.iter().find(|handler| (handler.start..handler.end).contains(&at)) {
                    frame.pc = handler.target as usize;
                    while frame.scopes > handler.scopes {
                        frame.scopes -= 1;
                        frame.scope = frame.scope.and_then(|scope| self.heap.scope_parent(scope));
                    }
                    let place = frame.base + usize::from(handler.register);
                    let needs = frame.base + usize::from(frame.loaded.code.registers);
                    if self.stack.len() < needs {
                        self.stack.resize(needs, Value::Undefined);
                    }
                    self.stack[place] = value;
                    return Ok(());
                }
            }
            let entry = frame.entry;
            self.frames.pop();
            if entry {
                return Err(thrown);
            }
        }
    }

    /// Runs until a frame is entered or left; the value is the entered frame's result.
    fn steps_until_call(&mut self) -> Completion<Option<Value>> {
        let Some(frame) = self.frames.last() else { return Ok(Some(Value::Undefined)) };
        let loaded: Rc<Loaded> = Rc::clone(&frame.loaded);
        let (base, mut pc, strict) = (frame.base, frame.pc, loaded.code.strict);
        let ops = &loaded.code.ops[..];
        // A callee that called a built-in has left only its own registers on the stack.
        self.restore_registers(base, &loaded);

        macro_rules! at {
            ($register:expr) => {
                self.stack[base + usize::from($register)]
            };
        }
        // Anything that may throw, call or look at the frame first says where the program is.
        macro_rules! slow {
            ($what:expr) => {{
                self.save(pc);
                $what?
            }};
        }
        macro_rules! arithmetic {
            ($operator:ident, $to:expr, $a:expr, $b:expr) => {{
                let (a, b) = (at!($a), at!($b));
                at!($to) = if let (Value::Number(a), Value::Number(b)) = (a, b) {
                    Value::Number(number(Arithmetic::$operator, a, b))
                } else {
                    slow!(self.arithmetic(Arithmetic::$operator, a, b))
                };
            }};
        }
        macro_rules! compare {
            ($operator:tt, $orders:pat, $to:expr, $a:expr, $b:expr) => {{
                let (a, b) = (at!($a), at!($b));
                at!($to) = Value::Boolean(if let (Value::Number(a), Value::Number(b)) = (a, b) {
                    a $operator b
                } else {
                    matches!(slow!(self.compare(a, b)), $orders)
                });
            }};
        }

        loop {
            let op = ops[pc];
            pc += 1;
            match op {
                Op::Move { to, from } => at!(to) = at!(from),
                Op::Constant { to, index } => at!(to) = loaded.constants[index as usize],
                Op::Integer { to, value } => at!(to) = Value::Number(f64::from(value)),
                Op::Undefined { to } => at!(to) = Value::Undefined,
                Op::Null { to } => at!(to) = Value::Null,
                Op::Boolean { to, value } => at!(to) = Value::Boolean(value),
                Op::Empty { to } => at!(to) = Value::Empty,
                Op::This { to } => at!(to) = self.frames.last().map_or(Value::Undefined, |frame| frame.this),
                Op::Callee { to } => {
                    let function = self.frames.last().and_then(|frame| frame.function);
                    at!(to) = function.map_or(Value::Undefined, Value::Object);
                }
                Op::NewTarget { to } => {
                    let target = self.frames.last().and_then(|frame| frame.new_target);
                    at!(to) = target.map_or(Value::Undefined, Value::Object);
                }
                Op::CheckInitialized { from, key } => {
                    if at!(from) == Value::Empty {
                        self.save(pc);
                        let shown = self.key_text(loaded.keys[key as usize]);
                        let message = format!("Cannot access '{shown}' before initialization");
                        return self.throw(super::fault::Class::ReferenceError, message);
                    }
                }
                Op::ThrowConstant => slow!(self.type_error("Assignment to constant variable.")),
                Op::PushScope { size } => {
                    let parent = self.frames.last().and_then(|frame| frame.scope);
                    let scope = self.heap.scope(parent, usize::from(size));
                    if let Some(frame) = self.frames.last_mut() {
                        frame.scope = Some(scope);
                        frame.scopes += 1;
                    }
                }
                Op::PopScope => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.scope = frame.scope.and_then(|scope| self.heap.scope_parent(scope));
                        frame.scopes -= 1;
                    }
                }
                Op::RenewScope => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.scope = frame.scope.map(|scope| self.heap.copy_scope(scope));
                    }
                }
                Op::GetSlot { to, depth, slot } => {
                    if let Some(scope) = self.scope_at(depth) {
                        at!(to) = self.heap.scope_slot(scope, usize::from(slot));
                    }
                }
                Op::SetSlot { from, depth, slot } => {
                    if let Some(scope) = self.scope_at(depth) {
                        *self.heap.scope_slot_mut(scope, usize::from(slot)) = at!(from);
                    }
                }
                Op::GetGlobal { to, key } => {
                    let key = loaded.keys[key as usize];
                    at!(to) = match slow!(self.find_global(key)) {
                        Some(value) => value,
                        None => return self.not_defined(key),
                    };
                }
                Op::FindGlobal { to, key } => {
                    at!(to) = slow!(self.find_global(loaded.keys[key as usize])).unwrap_or(Value::Undefined);
                }
                Op::SetGlobal { from, key } => slow!(self.set_global(loaded.keys[key as usize], at!(from), strict)),
                Op::InitGlobal { from, key } => self.init_global(loaded.keys[key as usize], at!(from)),
                Op::Closure { to, function } => at!(to) = self.closure(&loaded, function as usize),
                Op::Call { to, base: at, count } => {
                    self.save(pc);
                    let frames = self.frames.len();
                    let place = base + usize::from(at);
                    self.safe_point(place + 2 + usize::from(count))?;
                    self.restore_registers(base, &loaded);
                    self.call_register(to, place, usize::from(count), None)?;
                    if self.frames.len() != frames {
                        return Ok(None);
                    }
                }
                Op::CallSpread { to, base: at } => {
                    self.save(pc);
                    let place = base + usize::from(at);
                    let arguments = self.spread_arguments(place);
                    at!(to) = match self.stack[place] {
                        Value::Object(callee) if self.heap.is_callable(callee) => {
                            self.call(Value::Object(callee), self.stack[place + 1], &arguments)?
                        }
                        other => {
                            let shown = self.call_source().unwrap_or_else(|| self.briefly(other));
                            return self.type_error(format!("{shown} is not a function"));
                        }
                    };
                }
                Op::New { to, base: at, count } => {
                    self.save(pc);
                    let place = base + usize::from(at);
                    let constructor = self.constructor_at(place)?;
                    let frames = self.frames.len();
                    self.call_register(to, place, usize::from(count), Some(constructor))?;
                    if self.frames.len() != frames {
                        return Ok(None);
                    }
                }
                Op::NewSpread { to, base: at } => {
                    self.save(pc);
                    let place = base + usize::from(at);
                    let constructor = self.constructor_at(place)?;
                    let arguments = self.spread_arguments(place);
                    at!(to) = self.construct(constructor, &arguments, constructor)?;
                }
                Op::Return { from } => {
                    let mut value = at!(from);
                    let Some(frame) = self.frames.pop() else { return Ok(Some(value)) };
                    if frame.new_target.is_some() && value.as_object().is_none() {
                        value = frame.this;
                    }
                    if frame.entry {
                        return Ok(Some(value));
                    }
                    if let Some(caller) = self.frames.last() {
                        // A built-in that ran last cut the stack to what its own caller needs.
                        let needs = caller.base + usize::from(caller.loaded.code.registers);
                        if self.stack.len() < needs {
                            self.stack.resize(needs, Value::Undefined);
                        }
                        self.stack[caller.base + usize::from(frame.to)] = value;
                    }
                    return Ok(None);
                }
                Op::Throw { from } => {
                    let value = at!(from);
                    self.save(pc);
                    return Err(Thrown::Value(value));
                }
                Op::GetMember { to, object, key } => {
                    let value = at!(object);
                    if let Value::Object(id) = value {
                        let cell = self.heap.get(id);
                        let cache = loaded.caches[usize::from(key)].get();
                        if cache.shape.is_some() && cache.shape == cell.shape {
                            if let Some(getter) = cache.getter
                                && cache.epoch == self.heap.epoch
                            {
                                at!(to) = slow!(self.call_getter(getter, value));
                                continue;
                            }
                            match cache.holder {
                                None => {
                                    at!(to) = cell.slots[cache.slot as usize];
                                    continue;
                                }
                                Some(holder) if cache.epoch == self.heap.epoch => {
                                    at!(to) = self.heap.get(holder).slots[cache.slot as usize];
                                    continue;
                                }
                                Some(_) => {}
                            }
                        }
                        if let (Kind::Array(length), PropertyKey::String(name)) =
                            (&cell.kind, loaded.keys[usize::from(key)])
                            && name == self.heap.length_name
                        {
                            at!(to) = Value::Number(f64::from(*length));
                            continue;
                        }
                    }
                    at!(to) = slow!(self.get_member(value, &loaded, usize::from(key)));
                }
                Op::SetMember { object, key, from } => {
                    let (value, new) = (at!(object), at!(from));
                    slow!(self.set_member(value, &loaded, usize::from(key), new, strict));
                }
                Op::GetIndex { to, object, index } => {
                    let (value, index) = (at!(object), at!(index));
                    if let (Value::Object(id), Value::Number(number)) = (value, index) {
                        let at = number as usize;
                        if at as f64 == number {
                            match &self.heap.get(id).kind {
                                Kind::View(view)
                                    if view.element == Element::Uint8
                                        && !view.tracking
                                        && at < view.length as usize =>
                                {
                                    let bytes = self.heap.memory.bytes(view.slab);
                                    if let Some(byte) = bytes.get(view.offset as usize + at)
                                        && view.offset as usize + view.length as usize <= bytes.len()
                                    {
                                        at!(to) = Value::Number(f64::from(*byte));
                                        continue;
                                    }
                                }
                                Kind::Array(_) => {
                                    if let Some(&element) = self.heap.get(id).elements.get(at)
                                        && element != Value::Empty
                                    {
                                        at!(to) = element;
                                        continue;
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    at!(to) = slow!(self.get_index(value, index));
                }
                Op::SetIndex { object, index, from } => {
                    let (value, index, new) = (at!(object), at!(index), at!(from));
                    if let (Value::Object(id), Value::Number(number)) = (value, index) {
                        let at = number as usize;
                        if at as f64 == number {
                            match (&self.heap.get(id).kind, new) {
                                (Kind::View(view), Value::Number(new))
                                    if view.element == Element::Uint8 && !view.tracking =>
                                {
                                    let (slab, place) = (view.slab, view.offset as usize + at);
                                    let end = view.offset as usize + view.length as usize;
                                    if at < view.length as usize && end <= self.heap.memory.bytes(slab).len() {
                                        self.heap.memory.bytes_mut(slab)[place] = value_to_uint32(new) as u8;
                                        self.heap.memory.wrote(slab, place, 1);
                                        continue;
                                    }
                                }
                                (Kind::Array(_), _) => {
                                    let cell = self.heap.get_mut(id);
                                    if let Some(element) = cell.elements.get_mut(at)
                                        && *element != Value::Empty
                                    {
                                        *element = new;
                                        continue;
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    slow!(self.set_index(value, index, new, strict));
                }
                Op::Delete { to, object, index } => {
                    let (value, index) = (at!(object), at!(index));
                    at!(to) = Value::Boolean(slow!(self.delete(value, index, strict)));
                }
                Op::RegExp { to, index } => at!(to) = self.copy_expression(loaded.constants[index as usize]),
                Op::Object { to } => at!(to) = Value::Object(self.object()),
                Op::Array { to } => at!(to) = self.array([]),
                Op::Push { array, from } => {
                    let (array, value) = (at!(array), at!(from));
                    self.append(array, value);
                }
                Op::PushHole { array } => {
                    let array = at!(array);
                    self.append(array, Value::Empty);
                }
                Op::PushAll { array, from } => {
                    let (array, from) = (at!(array), at!(from));
                    slow!(self.iterate(from, &mut |machine, value| {
                        machine.append(array, value);
                        machine.tick()?;
                        Ok(true)
                    }));
                }
                Op::DefineMember { object, key, from } => {
                    if let Value::Object(id) = at!(object) {
                        self.heap.put(id, loaded.keys[usize::from(key)], at!(from));
                    }
                }
                Op::DefineIndex { object, index, from } => {
                    let key = slow!(self.to_key(at!(index)));
                    if let Value::Object(id) = at!(object) {
                        self.heap.put(id, key, at!(from));
                    }
                }
                Op::DefineGetter { object, index, from } | Op::DefineSetter { object, index, from } => {
                    let key = slow!(self.to_key(at!(index)));
                    if let (Value::Object(id), Value::Object(function)) = (at!(object), at!(from)) {
                        let getter = matches!(op, Op::DefineGetter { .. });
                        self.define_accessor(id, key, function, getter, Attributes(6));
                    }
                }
                Op::SetPrototype { object, from } => {
                    if let Value::Object(id) = at!(object) {
                        match at!(from) {
                            Value::Object(proto) => self.heap.set_proto(id, Some(proto)),
                            Value::Null => self.heap.set_proto(id, None),
                            _ => {}
                        }
                    }
                }
                Op::CopyProperties { object, from } => {
                    if let Value::Object(id) = at!(object) {
                        slow!(self.copy_properties(id, at!(from), &[]));
                    }
                }
                Op::CopyRest { to, from, names } => {
                    let rest = self.object();
                    let names = at!(names);
                    let from = at!(from);
                    at!(to) = Value::Object(rest);
                    let names = self.elements_of(names);
                    self.save(pc);
                    let mut keys = Vec::with_capacity(names.len());
                    for name in names {
                        keys.push(self.to_key(name)?);
                    }
                    self.copy_properties(rest, from, &keys)?;
                }
                Op::NameFunction { function, index } => {
                    let (function, index) = (at!(function), at!(index));
                    slow!(self.name_function(function, index));
                }
                Op::Add { to, a, b } => {
                    let (a, b) = (at!(a), at!(b));
                    at!(to) = if let (Value::Number(a), Value::Number(b)) = (a, b) {
                        Value::Number(a + b)
                    } else {
                        slow!(self.add(a, b))
                    };
                }
                Op::Subtract { to, a, b } => arithmetic!(Subtract, to, a, b),
                Op::Multiply { to, a, b } => arithmetic!(Multiply, to, a, b),
                Op::Divide { to, a, b } => arithmetic!(Divide, to, a, b),
                Op::Remainder { to, a, b } => arithmetic!(Remainder, to, a, b),
                Op::Power { to, a, b } => arithmetic!(Power, to, a, b),
                Op::ShiftLeft { to, a, b } => arithmetic!(ShiftLeft, to, a, b),
                Op::ShiftRight { to, a, b } => arithmetic!(ShiftRight, to, a, b),
                Op::ShiftRightUnsigned { to, a, b } => arithmetic!(ShiftRightUnsigned, to, a, b),
                Op::BitAnd { to, a, b } => arithmetic!(And, to, a, b),
                Op::BitOr { to, a, b } => arithmetic!(Or, to, a, b),
                Op::BitXor { to, a, b } => arithmetic!(Xor, to, a, b),
                Op::Equal { to, a, b } => {
                    let (a, b) = (at!(a), at!(b));
                    at!(to) = Value::Boolean(slow!(self.loose_equal(a, b)));
                }
                Op::NotEqual { to, a, b } => {
                    let (a, b) = (at!(a), at!(b));
                    at!(to) = Value::Boolean(!slow!(self.loose_equal(a, b)));
                }
                Op::StrictEqual { to, a, b } => at!(to) = Value::Boolean(self.heap.strict_equal(at!(a), at!(b))),
                Op::StrictNotEqual { to, a, b } => at!(to) = Value::Boolean(!self.heap.strict_equal(at!(a), at!(b))),
                Op::Less { to, a, b } => compare!(<, Some(Ordering::Less), to, a, b),
                Op::LessEqual { to, a, b } => compare!(<=, Some(Ordering::Less | Ordering::Equal), to, a, b),
                Op::Greater { to, a, b } => compare!(>, Some(Ordering::Greater), to, a, b),
                Op::GreaterEqual { to, a, b } => compare!(>=, Some(Ordering::Greater | Ordering::Equal), to, a, b),
                Op::In { to, a, b } => {
                    let (a, b) = (at!(a), at!(b));
                    at!(to) = Value::Boolean(slow!(self.is_in(a, b)));
                }
                Op::InstanceOf { to, a, b } => {
                    let (a, b) = (at!(a), at!(b));
                    at!(to) = Value::Boolean(slow!(self.instance_of(a, b)));
                }
                Op::Negate { to, from } => {
                    let value = at!(from);
                    at!(to) = if let Value::Number(number) = value {
                        Value::Number(-number)
                    } else {
                        slow!(self.negate(value))
                    };
                }
                Op::ToNumber { to, from } => {
                    let value = at!(from);
                    at!(to) = Value::Number(slow!(self.to_number(value)));
                }
                Op::ToNumeric { to, from } => {
                    let value = at!(from);
                    at!(to) = if matches!(value, Value::Number(_)) { value } else { slow!(self.to_numeric(value)) };
                }
                Op::Increment { to, from } => {
                    let value = at!(from);
                    at!(to) =
                        if let Value::Number(n) = value { Value::Number(n + 1.0) } else { slow!(self.step(value, 1)) };
                }
                Op::Decrement { to, from } => {
                    let value = at!(from);
                    at!(to) =
                        if let Value::Number(n) = value { Value::Number(n - 1.0) } else { slow!(self.step(value, -1)) };
                }
                Op::Not { to, from } => at!(to) = Value::Boolean(!self.truthy(at!(from))),
                Op::BitNot { to, from } => {
                    let value = at!(from);
                    at!(to) = slow!(self.bit_not(value));
                }
                Op::Typeof { to, from } => {
                    let name = self.typeof_text(at!(from));
                    at!(to) = Value::String(self.heap.intern(name));
                }
                Op::ToText { to, from } => {
                    let value = at!(from);
                    at!(to) = Value::String(slow!(self.to_string(value)));
                }
                Op::ToKey { to, from } => {
                    let value = at!(from);
                    if matches!(value, Value::String(_) | Value::Number(_) | Value::Symbol(_)) {
                        at!(to) = value;
                    } else {
                        let key = slow!(self.to_key(value));
                        at!(to) = self.heap.key_value(key);
                    }
                }
                Op::MapArguments { from } => {
                    if let (Value::Object(object), Some(scope)) = (at!(from), self.scope_at(0)) {
                        self.heap.map_arguments(object, scope, &loaded.code.mapped);
                    }
                }
                Op::Jump { target } => pc = target as usize,
                Op::JumpIfTrue { from, target } => {
                    if self.truthy(at!(from)) {
                        pc = target as usize;
                    }
                }
                Op::JumpIfFalse { from, target } => {
                    let no = match at!(from) {
                        Value::Boolean(value) => !value,
                        other => !self.truthy(other),
                    };
                    if no {
                        pc = target as usize;
                    }
                }
                Op::JumpIfNullish { from, target } => {
                    if at!(from).is_nullish() {
                        pc = target as usize;
                    }
                }
                Op::JumpUnlessNullish { from, target } => {
                    if !at!(from).is_nullish() {
                        pc = target as usize;
                    }
                }
                Op::JumpUnlessUndefined { from, target } => {
                    if !at!(from).is_undefined() {
                        pc = target as usize;
                    }
                }
                Op::JumpIfEmpty { from, target } => {
                    if at!(from) == Value::Empty {
                        pc = target as usize;
                    }
                }
                Op::Round { live } => slow!(self.safe_point(base + usize::from(live))),
                Op::Iterate { to, from } => {
                    let value = at!(from);
                    let (iterator, next) = slow!(self.iterator(value));
                    at!(to) = iterator;
                    at!(to + 1) = next;
                }
                Op::IterateKeys { to, from } => {
                    let value = at!(from);
                    at!(to) = slow!(self.enumerate_keys(value));
                    at!(to + 1) = Value::Undefined;
                }
                Op::Next { to, iterator } => {
                    let (object, next) = (at!(iterator), at!(iterator + 1));
                    self.save(pc);
                    let step = match (object, next) {
                        (Value::Object(id), Value::Undefined) if matches!(self.heap.kind(id), Kind::Iterator(_)) => {
                            self.step_builtin(id)?
                        }
                        _ => self.step_iterator(object, next)?,
                    };
                    at!(to) = step.map_or(Value::Empty, Value::or_undefined);
                }
                Op::Close { iterator } => slow!(self.close_iterator(at!(iterator), false)),
                Op::CloseQuietly { iterator } => slow!(self.close_iterator(at!(iterator), true)),
                Op::RequireObject { from, key } => {
                    let value = at!(from);
                    if value.is_nullish() {
                        self.save(pc);
                        let key = loaded.keys.get(key as usize).copied();
                        return self.cannot_destructure(value, key);
                    }
                }
                Op::Home { to } => at!(to) = self.home_object(),
                Op::Class { base: at, function } => {
                    let heritage = at!(at);
                    let function = self.closure(&loaded, function as usize);
                    let (class, prototype) = slow!(self.class(function, heritage));
                    at!(at) = Value::Object(class);
                    at!(at + 1) = Value::Object(prototype);
                }
                Op::SetHome { function, home } => self.set_home(at!(function), at!(home)),
                Op::DefineMethod { object, index, from, kind } => {
                    let (object, index, function) = (at!(object), at!(index), at!(from));
                    slow!(self.define_method(object, index, function, kind));
                }
                Op::DefineField { object, index, from } => {
                    let (object, index, value) = (at!(object), at!(index), at!(from));
                    slow!(self.define_field(object, index, value));
                }
                Op::SetFields { class, from } => self.set_fields(at!(class), at!(from)),
                Op::RunFields { this, class } => {
                    let (this, class) = (at!(this), at!(class));
                    slow!(self.run_fields(this, class));
                }
                Op::PrivateName { to, key, brand } => {
                    let brand = loaded.keys.get(usize::from(brand)).copied();
                    at!(to) = self.private_name(loaded.keys[usize::from(key)], brand);
                }
                Op::GetPrivate { to, object, name } => {
                    let (object, name) = (at!(object), at!(name));
                    at!(to) = slow!(self.get_private(object, name));
                }
                Op::SetPrivate { object, name, from } => {
                    let (object, name, value) = (at!(object), at!(name), at!(from));
                    slow!(self.set_private(object, name, value));
                }
                Op::HasPrivate { to, object, name } => {
                    let (object, name) = (at!(object), at!(name));
                    at!(to) = Value::Boolean(slow!(self.has_private(object, name)));
                }
                Op::DefinePrivate { object, name, from, kind } => {
                    let (object, name, value) = (at!(object), at!(name), at!(from));
                    slow!(self.define_private(object, name, value, kind));
                }
                Op::SuperBase { to, home } => {
                    let home = at!(home);
                    at!(to) = self.prototype_of(home);
                }
                Op::GetSuper { to, base: at } => {
                    let (holder, this, index) = (at!(at), at!(at + 1), at!(at + 2));
                    at!(to) = slow!(self.get_super(holder, this, index));
                }
                Op::SetSuper { base: at, from } => {
                    let (holder, this, index, value) = (at!(at), at!(at + 1), at!(at + 2), at!(from));
                    slow!(self.set_super(holder, this, index, value, strict));
                }
                Op::SuperConstructor { to, class } => {
                    let class = at!(class);
                    at!(to) = self.prototype_of(class);
                }
                Op::SuperCall { base: at, count, class } => {
                    self.save(pc);
                    let place = base + usize::from(at);
                    let (_, target) = self.super_constructor(place, at!(class))?;
                    let frames = self.frames.len();
                    self.call_register(at, place, usize::from(count), Some(target))?;
                    if self.frames.len() != frames {
                        return Ok(None);
                    }
                }
                Op::SuperCallSpread { base: at, class } => {
                    self.save(pc);
                    let place = base + usize::from(at);
                    let (constructor, target) = self.super_constructor(place, at!(class))?;
                    let arguments = self.spread_arguments(place);
                    at!(at) = self.construct(constructor, &arguments, target)?;
                }
                Op::CheckThis { from } => {
                    if at!(from) == Value::Empty {
                        slow!(self.no_this());
                    }
                }
                Op::CheckNoThis { from } => {
                    if at!(from) != Value::Empty {
                        let again = "Super constructor may only be called once";
                        slow!(self.throw(super::fault::Class::ReferenceError, again));
                    }
                }
                Op::ReturnDerived { from, this } => {
                    let (value, this) = (at!(from), at!(this));
                    // Nothing in this function catches what is thrown from here on.
                    self.save(usize::MAX);
                    let value = self.derived_result(value, this)?;
                    let Some(frame) = self.frames.pop() else { return Ok(Some(value)) };
                    if frame.entry {
                        return Ok(Some(value));
                    }
                    if let Some(caller) = self.frames.last() {
                        self.stack[caller.base + usize::from(frame.to)] = value;
                    }
                    return Ok(None);
                }
                Op::ThrowReference { message } => {
                    self.save(pc);
                    let message = self.to_text(loaded.constants[message as usize])?;
                    return self.throw(super::fault::Class::ReferenceError, message);
                }
                Op::Import { to, name } => {
                    at!(to) = slow!(self.import(loaded.keys[usize::from(name)]));
                }
                Op::ImportMember { to, module, key, name } => {
                    let module = at!(module);
                    let (key, name) = (loaded.keys[usize::from(key)], loaded.keys[usize::from(name)]);
                    at!(to) = slow!(self.import_member(module, key, name));
                }
                Op::ImportNamespace { to, module } => {
                    let module = at!(module);
                    at!(to) = slow!(self.import_namespace(module));
                }
                Op::ImportMeta { to } => {
                    at!(to) = self.kept.get("import.meta").copied().unwrap_or(Value::Undefined);
                }
                Op::Complete { from } => self.completion = at!(from),
            }
        }
    }

    #[inline]
    fn save(&mut self, pc: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = pc;
        }
    }

    #[inline]
    fn restore_registers(&mut self, base: usize, loaded: &Loaded) {
        let needs = base + usize::from(loaded.code.registers);
        if self.stack.len() < needs {
            self.stack.resize(needs, Value::Undefined);
        }
    }

    #[inline]
    fn scope_at(&self, depth: u16) -> Option<crate::heap::ScopeId> {
        let mut scope = self.frames.last().and_then(|frame| frame.scope);
        for _ in 0..depth {
            scope = scope.and_then(|scope| self.heap.scope_parent(scope));
        }
        scope
    }

    fn closure(&mut self, loaded: &Loaded, function: usize) -> Value {
        let code = loaded.functions[function];
        let scope = self.frames.last().and_then(|frame| frame.scope);
        let body = Rc::clone(&loaded.code.functions[function]);
        let kind = Kind::Function { code, scope, home: None };
        let object = self.heap.object(Some(self.realm.function_prototype), kind);
        let quiet = Attributes::CONFIGURABLE_ONLY;
        self.heap.put_with(object, self.keys.length, Value::from(u32::from(body.length)), quiet);
        let name = Value::String(self.heap.intern(body.name.clone()));
        self.heap.put_with(object, self.keys.name, name, quiet);
        if body.constructs {
            self.heap.get_mut(object).flags |= flag::CONSTRUCTOR;
            let prototype = self.object();
            self.heap.put_with(prototype, self.keys.constructor, Value::Object(object), Attributes::HIDDEN);
            self.heap.put_with(object, self.keys.prototype, Value::Object(prototype), Attributes(Attributes::WRITABLE));
        }
        Value::Object(object)
    }

    fn constructor_at(&mut self, place: usize) -> Completion<ObjectId> {
        if let Value::Object(id) = self.stack[place]
            && (self.heap.get(id).flags & flag::CONSTRUCTOR != 0 || matches!(self.heap.kind(id), Kind::Bound(_)))
        {
            return Ok(id);
        }
        let shown = self.call_source().unwrap_or_else(|| self.briefly(self.stack[place]));
        self.type_error(format!("{shown} is not a constructor"))
    }

    fn elements_of(&self, array: Value) -> Vec<Value> {
        array.as_object().map(|id| self.heap.get(id).elements.iter().copied().collect()).unwrap_or_default()
    }

    fn spread_arguments(&self, place: usize) -> Vec<Value> {
        self.elements_of(self.stack[place + 2])
    }

    fn append(&mut self, array: Value, value: Value) {
        if let Value::Object(id) = array {
            let cell = self.heap.get_mut(id);
            cell.elements.push(value);
            cell.kind = Kind::Array(cell.elements.len() as u32);
            self.heap.note_allocated(16);
        }
    }
}
