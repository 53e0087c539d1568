//! Safe points: where limits and interruption are looked at and garbage is collected, and what the collector starts from. Not the
//! collector itself: that is the heap's.

use std::time::Duration;

use super::{Completion, Machine, Thrown};
use crate::heap::{HandleScope, Inside, Roots, Value};
use pool::memory::Swept;

/// The most steps between two looks at the clock.
const LONGEST_STRIDE: u64 = 1024;

/// Looks closer together than this are too many, farther apart than the other too few.
const OFTEN: Duration = Duration::from_micros(200);
const SELDOM: Duration = Duration::from_millis(10);

impl Machine {
    /// Lets go of what the statement before held, where nothing runs any more.
    pub(super) fn let_go(&mut self) {
        if self.frames.is_empty() && self.natives == 0 {
            self.heap.close_handles(HandleScope::default());
        }
    }

    /// Collects what nobody can reach, now. Only between two instructions or two statements: see `heap::handles`.
    pub fn collect_garbage(&mut self) -> Swept {
        self.thrown_at = None;
        let roots = self.roots();
        let swept = self.heap.collect(roots);
        for number in std::mem::take(&mut self.heap.lost_realms) {
            self.realms[number] = None;
        }
        swept
    }

    /// Where reachability starts.
    pub(super) fn roots(&mut self) -> Roots {
        self.let_go();
        let mut roots = Roots::default();
        roots.values.extend_from_slice(&self.stack);
        roots.values.push(self.completion);
        for module in &self.loaded_modules {
            roots.scopes.extend(module.scope);
            let objects = [module.promise, module.namespace].into_iter().flatten();
            roots.values.extend(objects.map(Value::Object).chain(module.failed));
        }
        roots.values.extend(self.awaiting.map(Value::Object));
        let matched = [self.last_match.input, self.last_match.string];
        roots.values.extend(matched.into_iter().flatten().map(Value::String));
        self.jobs.each(&mut |value| roots.values.push(value));
        self.timers.each(&mut |value| roots.values.push(value));
        let mut found = |_, value| roots.values.push(value);
        self.realm.each(&mut found);
        self.node.each(&mut found);
        self.state.each(&mut found);
        for (number, left) in self.realms.iter().enumerate() {
            let Some(left) = left else { continue };
            let mut inside = Inside { number, ..Inside::default() };
            left.realm.each(&mut |_, value| inside.values.push(value));
            inside.values.extend(left.lexicals.keys().map(|name| Value::String(*name)));
            inside.scope = Some(left.lexical_scope);
            if self.stays(number) {
                roots.values.append(&mut inside.values);
                roots.scopes.extend(inside.scope);
            } else {
                inside.signs = vec![left.realm.global, left.realm.object_prototype];
                roots.realms.push(inside);
            }
        }
        roots.values.extend(self.symbols.all().map(|(_, symbol)| Value::Symbol(symbol)));
        roots.keys.extend(self.keys.all());
        roots.values.extend(self.lexicals.keys().map(|name| Value::String(*name)));
        roots.scopes.push(self.lexical_scope);
        for frame in &self.frames {
            roots.scopes.extend(frame.scope);
            roots.codes.push(frame.code);
            roots.values.push(frame.this);
            roots.values.extend(frame.function.map(Value::Object));
            roots.values.extend(frame.new_target.map(Value::Object));
            roots.values.extend(frame.generator.map(Value::Object));
        }
        roots
    }

    /// What every so many steps is checked: limits, interruption, memory. `live` is the first register that holds nothing.
    pub(super) fn safe_point(&mut self, live: usize) -> Completion<()> {
        self.tick()?;
        self.heap.close_handles(self.handles);
        if self.heap.wants_collection() { self.make_room(live) } else { Ok(()) }
    }

    #[cold]
    pub(super) fn make_room(&mut self, live: usize) -> Completion<()> {
        if let Some(end) = self.stack.get_mut(live..) {
            end.fill(Value::Undefined);
        }
        self.collect_garbage();
        self.admit(0)
    }

    /// One step: limits and interruption are looked at now and then. To be called in every round of a built-in's loop whose
    /// length a program chooses.
    #[inline]
    pub fn tick(&mut self) -> Completion<()> {
        self.steps += 1;
        if self.steps < self.next_look { Ok(()) } else { self.look_at_limits() }
    }

    /// Whether so many bytes more may be kept, beside slabs: to be asked before they are.
    #[inline]
    pub fn admit(&self, bytes: usize) -> Completion<()> {
        let used = self.heap.used().saturating_add(self.printed_bytes + self.jobs.bytes() + self.timers.bytes());
        if used.saturating_add(bytes) > self.limits.memory { Err(Thrown::OutOfMemory) } else { Ok(()) }
    }

    /// Looks at every limit, and says when to look again: steps differ in length by a factor of millions, so that is sooner
    /// the longer the last ones took.
    #[cold]
    pub(super) fn look_at_limits(&mut self) -> Completion<()> {
        if self.limits.steps.is_some_and(|steps| self.steps > steps) {
            return Err(Thrown::Steps);
        }
        if self.limits.interrupt.as_ref().is_some_and(|flag| flag.load(std::sync::atomic::Ordering::Relaxed)) {
            return Err(Thrown::Interrupted);
        }
        let now = self.limits.watch.now();
        if self.limits.deadline.is_some_and(|deadline| now >= deadline) {
            return Err(Thrown::Timeout);
        }
        self.stride = match self.looked.map(|before| now.saturating_sub(before)) {
            Some(took) if took > SELDOM => 1,
            Some(took) if took < OFTEN => (self.stride * 2).min(LONGEST_STRIDE),
            _ => self.stride,
        };
        self.looked = Some(now);
        self.next_look = self.steps + self.stride;
        if let Some(steps) = self.limits.steps {
            self.next_look = self.next_look.min(steps.saturating_add(1));
        }
        if self.heap.memory.take_overrun() {
            return Err(Thrown::OutOfMemory);
        }
        self.admit(0)
    }

    /// The steps that what ran last has taken.
    pub fn steps_taken(&self) -> u64 {
        self.steps
    }

    /// Begins to count steps anew.
    pub(super) fn begin_counting(&mut self) {
        (self.steps, self.next_look, self.stride, self.looked) = (0, 0, 1, None);
    }
}
