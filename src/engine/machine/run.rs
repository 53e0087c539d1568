//! The instruction loop. What an instruction means for numbers, plain objects and Buffers stands here; everything else is
//! handed to the file named after it.

use std::cmp::Ordering;
use std::rc::Rc;

use super::operator::{Arithmetic, number};
use super::{Completion, Machine, Thrown, message};
use crate::code::Op;
use crate::heap::{Attributes, Kind, Loaded, ObjectId, PropertyKey, Value, flag, value_to_uint32};

impl Machine {
    /// Runs the innermost frame until the frame that a built-in or the session entered returns. Who calls it closes the handles.
    pub(super) fn run(&mut self) -> Completion {
        self.run_on(None)
    }

    /// The same, with something to be thrown where it is first.
    pub(super) fn run_on(&mut self, thrown: Option<Value>) -> Completion {
        // What was held before is held by the built-ins around this run; what comes now goes with the next instruction.
        let outer = std::mem::replace(&mut self.handles, self.heap.open_handles());
        let around = std::mem::replace(&mut self.natives_around, self.natives);
        // A built-in that calls back again and again may leave no other place to collect at.
        let mut thrown = thrown.map(Thrown::Value);
        if thrown.is_none() && self.heap.is_full() {
            thrown = self.make_room(self.stack.len()).err();
        }
        let result = loop {
            let ended = match thrown.take() {
                Some(thrown) => Err(thrown),
                None => self.steps(),
            };
            let thrown = match ended {
                Ok(value) => break Ok(value),
                Err(thrown) => thrown,
            };
            match self.unwind(thrown) {
                Ok(None) => {}
                Ok(Some(value)) => break Ok(value),
                Err(thrown) => break Err(thrown),
            }
        };
        (self.handles, self.natives_around) = (outer, around);
        result
    }

    /// Goes to the innermost handler, or out of the frames that have none; answers for a call that ends by it without throwing.
    fn unwind(&mut self, thrown: Thrown) -> Completion<Option<Value>> {
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
                    return Ok(None);
                }
            }
            let (entry, generator) = (frame.entry, frame.generator);
            if let Some(generator) = generator
                && let Some(value) = self.failed(generator, thrown)
            {
                return Ok(self.leave(value));
            }
            self.frames.pop();
            if entry {
                return Err(thrown);
            }
        }
    }

    /// Runs until the entered frame returns: its result.
    fn steps(&mut self) -> Completion {
        'frames: loop {
            let Some(frame) = self.frames.last() else { return Ok(Value::Undefined) };
            let loaded: Rc<Loaded> = Rc::clone(&frame.loaded);
            let (base, mut pc, strict) = (frame.base, frame.pc, loaded.code.strict);
            let end = base + usize::from(loaded.code.registers);
            let ops = &loaded.code.ops[..];
            // A built-in that was called takes what lay above its arguments: nothing.
            if self.stack.len() < end {
                self.stack.resize(end, Value::Undefined);
            }
            // Looked at again after everything that may have used the stack.
            let mut registers = &mut self.stack[base..end];

            macro_rules! at {
                ($register:expr) => {
                    self.stack[base + usize::from($register)]
                };
            }
            // The same while nothing else uses the stack. A number is read through its reference: reading the whole value
            // just after its parts were written would be a store-forwarding stall.
            macro_rules! fast {
                ($register:expr) => {
                    registers[usize::from($register)]
                };
            }
            macro_rules! put {
                ($to:expr, $value:expr) => {{
                    fast!($to) = $value;
                    continue;
                }};
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
                    if let (&Value::Number(a), &Value::Number(b)) = (&fast!($a), &fast!($b)) {
                        fast!($to) = Value::Number(number(Arithmetic::$operator, a, b));
                        continue;
                    }
                    let (a, b) = (at!($a), at!($b));
                    at!($to) = slow!(self.arithmetic(Arithmetic::$operator, a, b));
                }};
            }
            macro_rules! arithmetic_integer {
                ($operator:ident, $to:expr, $a:expr, $value:expr) => {{
                    let b = f64::from($value);
                    if let &Value::Number(a) = &fast!($a) {
                        fast!($to) = Value::Number(number(Arithmetic::$operator, a, b));
                        continue;
                    }
                    let a = at!($a);
                    at!($to) = slow!(self.arithmetic(Arithmetic::$operator, a, Value::Number(b)));
                }};
            }
            // The running call is left for its caller.
            macro_rules! leave {
                ($value:expr) => {
                    match self.leave($value) {
                        Some(value) => return Ok(value),
                        None => continue 'frames,
                    }
                };
            }
            // A jump that follows is part of it.
            macro_rules! decide {
                ($to:expr, $yes:expr) => {{
                    let (to, yes) = ($to, $yes);
                    fast!(to) = Value::Boolean(yes);
                    if let Op::JumpIfFalse { from, target } = ops[pc]
                        && from == to
                    {
                        pc = if yes { pc + 1 } else { target as usize };
                    }
                    continue;
                }};
            }
            macro_rules! compare {
                ($operator:tt, $orders:pat, $to:expr, $a:expr, $b:expr) => {{
                    if let (&Value::Number(a), &Value::Number(b)) = (&fast!($a), &fast!($b)) {
                        decide!($to, a $operator b);
                    }
                    let (a, b) = (at!($a), at!($b));
                    at!($to) = Value::Boolean(matches!(slow!(self.compare(a, b)), $orders));
                }};
            }

            macro_rules! compare_integer {
                ($operator:tt, $orders:pat, $to:expr, $a:expr, $value:expr) => {{
                    let b = f64::from($value);
                    if let &Value::Number(a) = &fast!($a) {
                        decide!($to, a $operator b);
                    }
                    let a = at!($a);
                    at!($to) = Value::Boolean(matches!(slow!(self.compare(a, Value::Number(b))), $orders));
                }};
            }

            loop {
                let op = ops[pc];
                pc += 1;
                match op {
                    Op::Move { to, from } => {
                        put!(to, fast!(from));
                    }
                    Op::Constant { to, index } => put!(to, loaded.constants[index as usize]),
                    Op::Integer { to, value } => {
                        fast!(to) = Value::Number(f64::from(value));
                        continue;
                    }
                    Op::Undefined { to } => put!(to, Value::Undefined),
                    Op::Null { to } => put!(to, Value::Null),
                    Op::Boolean { to, value } => put!(to, Value::Boolean(value)),
                    Op::Empty { to } => put!(to, Value::Empty),
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
                        if !matches!(&fast!(from), Value::Empty) {
                            continue;
                        }
                        self.save(pc);
                        let shown = self.key_text(loaded.keys[key as usize]);
                        return self.fail(message::ACCESSED_UNINITIALIZED_VARIABLE, [&shown]);
                    }
                    Op::ThrowConstant => slow!(self.fail(message::CONST_ASSIGN, [])),
                    Op::ThrowUsing => slow!(self.fail(message::USING_ASSIGN, [])),
                    Op::Disposables { to } => at!(to) = Value::Object(self.disposables()),
                    Op::Use { list, from, waits } => {
                        if let Value::Object(list) = at!(list) {
                            slow!(self.add_disposable(list, at!(from), waits));
                        }
                    }
                    Op::Dispose { to, list, kind, value } => {
                        if let Value::Object(list) = at!(list) {
                            let mut thrown = (at!(kind) == Value::Number(1.0)).then_some(at!(value));
                            at!(to) = slow!(self.dispose_step(list, &mut thrown)).unwrap_or(Value::Empty);
                            if let Some(error) = thrown {
                                (at!(kind), at!(value)) = (Value::Number(1.0), error);
                            }
                        }
                    }
                    Op::Suppress { from, kind, value } => {
                        let before = (at!(kind) == Value::Number(1.0)).then_some(at!(value));
                        at!(value) = slow!(self.suppressed(at!(from), before));
                        at!(kind) = Value::Number(1.0);
                    }
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
                            at!(to) = *self.heap.scope_slot(scope, usize::from(slot));
                        }
                    }
                    Op::SetSlot { from, depth, slot } => {
                        if let Some(scope) = self.scope_at(depth) {
                            *self.heap.scope_slot_mut(scope, usize::from(slot)) = at!(from);
                        }
                    }
                    Op::GetGlobal { to, key } => {
                        let cache = &loaded.globals[key as usize];
                        if let Some(&value) = self.known_global(cache.get()) {
                            at!(to) = value;
                        } else {
                            let key = loaded.keys[key as usize];
                            at!(to) = match slow!(self.find_global(key)) {
                                Some(value) => value,
                                None => return self.not_defined(key),
                            };
                            cache.set(self.global_place(key));
                        }
                    }
                    Op::FindGlobal { to, key } => {
                        at!(to) = slow!(self.find_global(loaded.keys[key as usize])).unwrap_or(Value::Undefined);
                    }
                    Op::SetGlobal { from, key } => {
                        let (value, cache) = (at!(from), &loaded.globals[key as usize]);
                        if !self.set_known_global(cache.get(), value) {
                            let key = loaded.keys[key as usize];
                            slow!(self.set_global(key, value, strict));
                            cache.set(self.global_place(key));
                        }
                    }
                    Op::DeleteGlobal { to, key } => {
                        at!(to) = Value::Boolean(self.delete_global(loaded.keys[key as usize]));
                    }
                    Op::InitGlobal { from, key } => self.init_global(loaded.keys[key as usize], at!(from)),
                    Op::HasBinding { to, object, key } => {
                        let object = at!(object);
                        let key = loaded.keys[usize::from(key)];
                        at!(to) = Value::Boolean(slow!(self.has_binding(object, key)));
                    }
                    Op::GetBinding { to, object, key } => {
                        let object = at!(object);
                        let key = loaded.keys[usize::from(key)];
                        at!(to) = slow!(self.get_binding(object, key, strict));
                    }
                    Op::SetBinding { object, key, from } => {
                        let (object, value) = (at!(object), at!(from));
                        let key = loaded.keys[usize::from(key)];
                        slow!(self.set_binding(object, key, value, strict));
                    }
                    Op::ToObject { to, from } => {
                        let value = at!(from);
                        at!(to) = Value::Object(slow!(self.to_object(value)));
                    }
                    Op::CallsEval { base, site } => {
                        let direct = at!(base) == Value::Object(self.realm.eval);
                        self.eval_site = direct.then(|| loaded.code.evals[usize::from(site)].clone());
                    }
                    Op::Closure { to, function } => at!(to) = self.closure(&loaded, function as usize),
                    Op::Call { to, base: at, count } => {
                        self.save(pc);
                        let frames = self.frames.len();
                        let place = base + usize::from(at);
                        self.safe_point(place + 2 + usize::from(count))?;
                        self.call_register(to, place, usize::from(count), None)?;
                        if self.frames.len() != frames {
                            continue 'frames;
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
                            other => return self.not_callable(other, false),
                        };
                    }
                    Op::New { to, base: at, count } => {
                        self.save(pc);
                        let place = base + usize::from(at);
                        let constructor = self.constructor_at(place)?;
                        let frames = self.frames.len();
                        self.call_register(to, place, usize::from(count), Some(constructor))?;
                        if self.frames.len() != frames {
                            continue 'frames;
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
                        let Some(frame) = self.frames.last() else { return Ok(value) };
                        if frame.new_target.is_some() && value.as_object().is_none() {
                            value = frame.this;
                        }
                        let (entry, to) = (frame.entry, usize::from(frame.to));
                        // Dropped where it stands: it is long.
                        self.frames.truncate(self.frames.len() - 1);
                        if entry {
                            return Ok(value);
                        }
                        if let Some(caller) = self.frames.last() {
                            self.stack[caller.base + to] = value;
                        }
                        continue 'frames;
                    }
                    Op::Async => self.begin_async(),
                    Op::Generator { live } => {
                        let generator = slow!(self.generator());
                        self.suspend(generator, live, 0, None);
                        leave!(Value::Object(generator));
                    }
                    Op::Finish { from } => {
                        let value = at!(from);
                        self.save(pc);
                        // What a promise is resolved with may have a `then` that throws: nothing in this function catches that.
                        let value = self.finish(value)?;
                        leave!(value);
                    }
                    Op::Await { to, from, live } => {
                        let value = at!(from);
                        let promise = slow!(self.promise_resolve(value));
                        let value = self.wait_for(promise, live, to);
                        leave!(value);
                    }
                    Op::Yield { at: place, live, whole } => {
                        let value = at!(place);
                        self.save(pc);
                        match self.give(value, live, place, whole)? {
                            // An asynchronous generator of which more was asked goes on.
                            Some(how) => self.receive(base + usize::from(place), how),
                            None => leave!(value),
                        }
                    }
                    Op::Received { at: place, target } => match at!(place + 1) {
                        Value::Number(0.0) => {
                            pc = target as usize;
                        }
                        Value::Number(1.0) => {
                            self.save(pc);
                            return Err(Thrown::Value(at!(place)));
                        }
                        _ => {}
                    },
                    Op::JumpUnlessReturned { how, target } => {
                        if at!(how) != Value::Number(2.0) {
                            pc = target as usize;
                        }
                    }
                    Op::Delegate { base: at, to, target } => {
                        self.save(pc);
                        match self.delegate(base + usize::from(at))? {
                            Some(result) => at!(to) = result,
                            None => pc = pc - 1 + usize::from(target),
                        }
                    }
                    Op::Delegated { base: at, result, target } => {
                        let value = at!(result);
                        if slow!(self.delegated(base + usize::from(at), value)) {
                            pc = pc - 1 + usize::from(target);
                        }
                    }
                    Op::ResultValue { to, from } => {
                        let value = at!(from);
                        at!(to) = slow!(self.get(value, self.keys.value));
                    }
                    Op::IterateAsync { to, from } => {
                        let value = at!(from);
                        let (iterator, next) = slow!(self.async_iterator(value));
                        at!(to) = iterator;
                        at!(to + 1) = next;
                    }
                    Op::CallNext { to, iterator } => {
                        let (object, next) = (at!(iterator), at!(iterator + 1));
                        at!(to) = slow!(self.call(next, object, &[]));
                    }
                    Op::CallReturn { to, iterator } => {
                        let object = at!(iterator);
                        at!(to) = slow!(self.call_return(object)).unwrap_or(Value::Empty);
                    }
                    Op::RequireResult { from } => {
                        let value = at!(from);
                        slow!(self.require_result(value));
                    }
                    Op::Unpack { to, from } => {
                        let value = at!(from);
                        at!(to) = slow!(self.unpack(value)).map_or(Value::Empty, Value::or_undefined);
                    }
                    Op::Throw { from } => {
                        let value = at!(from);
                        self.save(pc);
                        return Err(Thrown::Value(value));
                    }
                    Op::GetMember { to, object, key } => {
                        if let &Value::Object(id) = &fast!(object) {
                            let cell = self.heap.get(id);
                            let cache = loaded.caches[usize::from(key)].get();
                            if cache.shape.is_some() && cache.shape == cell.shape {
                                match (cache.holder, cache.getter) {
                                    (None, _) => {
                                        fast!(to) = cell.slot(cache.slot);
                                        continue;
                                    }
                                    (Some(holder), None) if cache.epoch == self.heap.epoch() => {
                                        fast!(to) = self.heap.get(holder).slot(cache.slot);
                                        continue;
                                    }
                                    (Some(_), Some(getter)) if cache.epoch == self.heap.epoch() => {
                                        if let Kind::View(view) = cell.kind
                                            && getter == self.realm.view_length
                                        {
                                            fast!(to) = Value::Number(self.heap.view_length(view) as f64);
                                            continue;
                                        }
                                        at!(to) = slow!(self.call_getter(getter, Value::Object(id)));
                                        registers = &mut self.stack[base..end];
                                        continue;
                                    }
                                    _ => {}
                                }
                            }
                            if let Kind::Array(length) = cell.kind
                                && loaded.keys[usize::from(key)] == PropertyKey::String(self.heap.length_name)
                            {
                                fast!(to) = Value::Number(f64::from(length));
                                continue;
                            }
                        }
                        if let &Value::String(string) = &fast!(object) {
                            let cache = loaded.caches[usize::from(key)].get();
                            if loaded.keys[usize::from(key)] == PropertyKey::String(self.heap.length_name) {
                                put!(to, Value::from(self.heap.string_length(string)));
                            }
                            if cache.shape.is_none()
                                && cache.holder == Some(self.realm.string_prototype)
                                && cache.epoch == self.heap.epoch()
                            {
                                put!(to, self.heap.get(self.realm.string_prototype).slot(cache.slot));
                            }
                        }
                        let value = at!(object);
                        at!(to) = slow!(self.get_member(value, &loaded, usize::from(key)));
                    }
                    Op::SetMember { object, key, from } => {
                        if let &Value::Object(id) = &fast!(object) {
                            let cache = loaded.caches[usize::from(key)].get();
                            let cell = self.heap.get_mut(id);
                            if cache.writable && cache.shape.is_some() && cache.shape == cell.shape {
                                *cell.slot_mut(cache.slot) = fast!(from);
                                continue;
                            }
                            if self.heap.append(id, &cache, fast!(from)) {
                                continue;
                            }
                        }
                        let (value, new) = (at!(object), at!(from));
                        slow!(self.set_member(value, &loaded, usize::from(key), new, strict));
                    }
                    Op::GetIndex { to, object, index } => {
                        if let (&Value::Object(id), &Value::Number(number)) = (&fast!(object), &fast!(index)) {
                            let at = number as u32 as usize;
                            if at as f64 == number {
                                let cell = self.heap.get(id);
                                match &cell.kind {
                                    Kind::View(view) => {
                                        if let Some(number) = self.heap.plain_element(view, at) {
                                            fast!(to) = Value::Number(number);
                                            continue;
                                        }
                                    }
                                    Kind::Array(_) => {
                                        if let Some(&element) = cell.element(at)
                                            && element != Value::Empty
                                        {
                                            fast!(to) = element;
                                            continue;
                                        }
                                    }
                                    _ => {}
                                }
                            }
                        }
                        let (value, index) = (at!(object), at!(index));
                        at!(to) = slow!(self.get_index(value, index));
                    }
                    Op::SetIndex { object, index, from } => {
                        if let (&Value::Object(id), &Value::Number(number)) = (&fast!(object), &fast!(index)) {
                            let at = number as u32 as usize;
                            if at as f64 == number {
                                let (kind, new) = (&self.heap.get(id).kind, &fast!(from));
                                if let (&Kind::View(view), &Value::Number(new)) = (kind, new) {
                                    if self.heap.set_plain_element(view, at, new) {
                                        continue;
                                    }
                                } else if let &Kind::Array(length) = kind {
                                    let new = *new;
                                    if let Some(element) = self.heap.get_mut(id).element_mut(at)
                                        && *element != Value::Empty
                                    {
                                        *element = new;
                                        continue;
                                    }
                                    if at == length as usize && self.heap.append_element(id, new) {
                                        continue;
                                    }
                                }
                            }
                        }
                        let (value, index, new) = (at!(object), at!(index), at!(from));
                        slow!(self.set_index(value, index, new, strict));
                    }
                    Op::Delete { to, object, index } => {
                        let (value, index) = (at!(object), at!(index));
                        at!(to) = Value::Boolean(slow!(self.delete(value, index, strict)));
                    }
                    Op::RegExp { to, index } => {
                        at!(to) = self.copy_regexp(loaded.constants[index as usize]);
                    }
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
                        if let &Value::Object(id) = &fast!(object) {
                            let cache = &loaded.caches[usize::from(key)];
                            if self.heap.append(id, &cache.get(), fast!(from)) {
                                continue;
                            }
                            let (before, key) = (self.heap.get(id).shape, loaded.keys[usize::from(key)]);
                            self.heap.put(id, key, fast!(from));
                            if let Some(new) = before.and_then(|before| self.heap.appended(id, key, before)) {
                                cache.set(new);
                            }
                            continue;
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
                        if let (&Value::Number(a), &Value::Number(b)) = (&fast!(a), &fast!(b)) {
                            fast!(to) = Value::Number(a + b);
                            continue;
                        }
                        let (a, b) = (at!(a), at!(b));
                        at!(to) = slow!(self.add(a, b));
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
                        if let (&Value::Number(a), &Value::Number(b)) = (&fast!(a), &fast!(b)) {
                            decide!(to, a == b);
                        }
                        let (a, b) = (at!(a), at!(b));
                        at!(to) = Value::Boolean(slow!(self.loose_equal(a, b)));
                    }
                    Op::NotEqual { to, a, b } => {
                        if let (&Value::Number(a), &Value::Number(b)) = (&fast!(a), &fast!(b)) {
                            decide!(to, a != b);
                        }
                        let (a, b) = (at!(a), at!(b));
                        at!(to) = Value::Boolean(!slow!(self.loose_equal(a, b)));
                    }
                    Op::StrictEqual { to, a, b } => {
                        if let (&Value::Number(a), &Value::Number(b)) = (&fast!(a), &fast!(b)) {
                            decide!(to, a == b);
                        }
                        decide!(to, self.heap.strict_equal(fast!(a), fast!(b)));
                    }
                    Op::StrictNotEqual { to, a, b } => {
                        if let (&Value::Number(a), &Value::Number(b)) = (&fast!(a), &fast!(b)) {
                            decide!(to, a != b);
                        }
                        decide!(to, !self.heap.strict_equal(fast!(a), fast!(b)));
                    }
                    Op::Less { to, a, b } => compare!(<, Some(Ordering::Less), to, a, b),
                    Op::LessEqual { to, a, b } => compare!(<=, Some(Ordering::Less | Ordering::Equal), to, a, b),
                    Op::Greater { to, a, b } => compare!(>, Some(Ordering::Greater), to, a, b),
                    Op::GreaterEqual { to, a, b } => compare!(>=, Some(Ordering::Greater | Ordering::Equal), to, a, b),
                    Op::AddInteger { to, a, value } => {
                        if let &Value::Number(a) = &fast!(a) {
                            fast!(to) = Value::Number(a + f64::from(value));
                            continue;
                        }
                        let a = at!(a);
                        at!(to) = slow!(self.add(a, Value::Number(f64::from(value))));
                    }
                    Op::SubtractInteger { to, a, value } => arithmetic_integer!(Subtract, to, a, value),
                    Op::MultiplyInteger { to, a, value } => arithmetic_integer!(Multiply, to, a, value),
                    Op::RemainderInteger { to, a, value } => arithmetic_integer!(Remainder, to, a, value),
                    Op::ShiftLeftInteger { to, a, value } => arithmetic_integer!(ShiftLeft, to, a, value),
                    Op::ShiftRightInteger { to, a, value } => arithmetic_integer!(ShiftRight, to, a, value),
                    Op::ShiftRightUnsignedInteger { to, a, value } => {
                        arithmetic_integer!(ShiftRightUnsigned, to, a, value);
                    }
                    Op::BitAndInteger { to, a, value } => arithmetic_integer!(And, to, a, value),
                    Op::BitOrInteger { to, a, value } => arithmetic_integer!(Or, to, a, value),
                    Op::StrictEqualInteger { to, a, value } => {
                        decide!(to, matches!(&fast!(a), &Value::Number(a) if a == f64::from(value)));
                    }
                    Op::StrictNotEqualInteger { to, a, value } => {
                        decide!(to, !matches!(&fast!(a), &Value::Number(a) if a == f64::from(value)));
                    }
                    Op::LessInteger { to, a, value } => compare_integer!(<, Some(Ordering::Less), to, a, value),
                    Op::LessEqualInteger { to, a, value } => {
                        compare_integer!(<=, Some(Ordering::Less | Ordering::Equal), to, a, value);
                    }
                    Op::GreaterInteger { to, a, value } => compare_integer!(>, Some(Ordering::Greater), to, a, value),
                    Op::GreaterEqualInteger { to, a, value } => {
                        compare_integer!(>=, Some(Ordering::Greater | Ordering::Equal), to, a, value);
                    }
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
                        if let &Value::Number(n) = &fast!(from) {
                            fast!(to) = Value::Number(n + 1.0);
                            continue;
                        }
                        let value = at!(from);
                        at!(to) = slow!(self.step(value, 1));
                    }
                    Op::Decrement { to, from } => {
                        if let &Value::Number(n) = &fast!(from) {
                            fast!(to) = Value::Number(n - 1.0);
                            continue;
                        }
                        let value = at!(from);
                        at!(to) = slow!(self.step(value, -1));
                    }
                    Op::Not { to, from } => {
                        let yes = match &fast!(from) {
                            Value::Boolean(value) => *value,
                            other => self.heap.truthy(*other),
                        };
                        decide!(to, !yes);
                    }
                    Op::BitNot { to, from } => {
                        if let &Value::Number(n) = &fast!(from) {
                            fast!(to) = Value::Number(f64::from(!value_to_uint32(n) as i32));
                            continue;
                        }
                        let value = at!(from);
                        at!(to) = slow!(self.bit_not(value));
                    }
                    Op::Typeof { to, from } => {
                        let name = self.typeof_text(at!(from));
                        at!(to) = Value::String(self.heap.intern(name));
                    }
                    Op::ToPart { to, from } => {
                        if matches!(&fast!(from), Value::String(_) | Value::Number(_)) {
                            put!(to, fast!(from));
                        }
                        let value = at!(from);
                        at!(to) = Value::String(slow!(self.to_string(value)));
                    }
                    Op::Join { to, base: first, count } => {
                        at!(to) = slow!(self.join(base + usize::from(first), usize::from(count)));
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
                    Op::Jump { target } => {
                        pc = target as usize;
                        continue;
                    }
                    Op::JumpIfTrue { from, target } => {
                        let yes = match &fast!(from) {
                            Value::Boolean(value) => *value,
                            other => self.heap.truthy(*other),
                        };
                        if yes {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpIfFalse { from, target } => {
                        let no = match &fast!(from) {
                            Value::Boolean(value) => !value,
                            other => !self.heap.truthy(*other),
                        };
                        if no {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpIfNullish { from, target } => {
                        if matches!(&fast!(from), Value::Undefined | Value::Null) {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpUnlessNullish { from, target } => {
                        if !at!(from).is_nullish() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpUnlessUndefined { from, target } => {
                        if !matches!(&fast!(from), Value::Undefined) {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpIfEmpty { from, target } => {
                        if matches!(&fast!(from), Value::Empty) {
                            pc = target as usize;
                        }
                        continue;
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
                        let (keys, object) = slow!(self.enumerate_keys(value));
                        at!(to) = keys;
                        at!(to + 1) = object;
                    }
                    Op::NextKey { to, iterator } => {
                        let (keys, object) = (at!(iterator), at!(iterator + 1));
                        at!(to) = slow!(self.next_key(keys, object));
                    }
                    Op::Next { to, iterator } => {
                        if let &Value::Object(id) = &fast!(iterator)
                            && let Some(value) = self.heap.next_element(id)
                        {
                            put!(to, value);
                        }
                        let (object, next) = (at!(iterator), at!(iterator + 1));
                        self.save(pc);
                        let step = match (object, next) {
                            (Value::Object(id), Value::Undefined)
                                if matches!(self.heap.kind(id), Kind::Iterator(_)) =>
                            {
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
                            continue 'frames;
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
                            slow!(self.fail(message::SUPER_ALREADY_CALLED, []));
                        }
                    }
                    Op::ReturnDerived { from, this } => {
                        let (value, this) = (at!(from), at!(this));
                        self.save(pc);
                        let value = match self.derived_result(value, this) {
                            Ok(value) => value,
                            Err(thrown) => {
                                self.note_thrown(thrown);
                                // Nothing in this function catches that.
                                self.leave_frame();
                                return Err(thrown);
                            }
                        };
                        leave!(value);
                    }
                    Op::ThrowReference { message } => {
                        self.save(pc);
                        let message = self.to_text(loaded.constants[message as usize])?;
                        return self.throw(super::fault::ErrorClass::ReferenceError, message::Code::None, message);
                    }
                    Op::ModuleReady => self.module_ready(),
                    Op::ModuleLinked => slow!(self.module_linked()),
                    Op::ImportWait { to, module } => at!(to) = self.import_wait(at!(module)),
                    Op::Follow { to, key } => {
                        if let Value::Object(cell) = at!(to)
                            && let Kind::Binding { scope, slot } = *self.heap.kind(cell)
                        {
                            let value = self.heap.bound(scope, slot);
                            if value == Value::Empty {
                                let shown = self.key_text(loaded.keys[key as usize]);
                                slow!(self.too_early::<()>(&shown));
                            }
                            at!(to) = value;
                        }
                    }
                    Op::Import { to, name } => {
                        at!(to) = slow!(self.import(loaded.keys[usize::from(name)]));
                    }
                    Op::ImportCall { to, from } => {
                        let (specifier, options) = (at!(from), at!(from + 1));
                        at!(to) = slow!(self.import_call(specifier, options));
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
                        at!(to) = self.state.import_meta;
                    }
                    Op::CompleteNothing => self.completion = Value::Undefined,
                    Op::Complete { from } => self.completion = at!(from),
                }
                registers = &mut self.stack[base..end];
            }
        }
    }

    #[inline]
    fn save(&mut self, pc: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = pc;
        }
    }

    /// The innermost frame is as good as left.
    pub(super) fn leave_frame(&mut self) {
        self.save(usize::MAX);
    }

    #[inline]
    fn scope_at(&self, depth: u16) -> Option<crate::heap::ScopeId> {
        let mut scope = self.frames.last().and_then(|frame| frame.scope);
        for _ in 0..depth {
            scope = scope.and_then(|scope| self.heap.scope_parent(scope));
        }
        scope
    }

    fn constructor_at(&mut self, place: usize) -> Completion<ObjectId> {
        if let Value::Object(id) = self.stack[place]
            && (self.heap.get(id).flags & flag::CONSTRUCTOR != 0 || matches!(self.heap.kind(id), Kind::Bound(_)))
        {
            return Ok(id);
        }
        self.not_callable(self.stack[place], true)
    }

    fn elements_of(&self, array: Value) -> Vec<Value> {
        array.as_object().map(|id| self.heap.get(id).elements().to_vec()).unwrap_or_default()
    }

    fn spread_arguments(&self, place: usize) -> Vec<Value> {
        self.elements_of(self.stack[place + 2])
    }

    /// Appends an element to a new array.
    pub(crate) fn append(&mut self, array: Value, value: Value) {
        if let Value::Object(id) = array {
            let cell = self.heap.get_mut(id);
            cell.push_element(value);
            cell.kind = Kind::Array(cell.elements().len() as u32);
            self.heap.note_allocated(16);
        }
    }
}
