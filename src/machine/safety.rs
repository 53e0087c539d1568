//! Safe points: where limits and interruption are looked at and garbage is collected, and what the collector starts from. Not the
//! collector itself: that is the heap's.

use super::{Completion, Machine, Thrown};
use crate::heap::{Roots, Value, limits};
use crate::memory::Swept;

impl Machine {
    /// Collects what nobody can reach, now. Safe between statements and in built-ins that hold nothing new.
    pub fn collect_garbage(&mut self) -> Swept {
        self.thrown_at = None;
        let roots = self.roots();
        self.heap.collect(roots)
    }

    /// Where reachability starts.
    pub(super) fn roots(&self) -> Roots {
        let mut roots = Roots::default();
        roots.values.extend_from_slice(&self.stack);
        roots.values.extend(self.kept.values());
        roots.values.push(self.completion);
        roots.values.extend(self.realm.objects().into_iter().map(Value::Object));
        roots.values.extend(self.symbols.all().map(Value::Symbol));
        roots.keys.extend(self.keys.all());
        roots.values.extend(self.lexicals.keys().map(|name| Value::String(*name)));
        roots.scopes.push(self.lexical_scope);
        for frame in &self.frames {
            roots.scopes.extend(frame.scope);
            roots.codes.push(frame.code);
            roots.values.push(frame.this);
            roots.values.extend(frame.function.map(Value::Object));
            roots.values.extend(frame.new_target.map(Value::Object));
        }
        roots
    }

    /// What every so many steps is checked: limits, interruption, memory. `live` is the first register that holds nothing.
    #[inline]
    pub(super) fn safe_point(&mut self, live: usize) -> Completion<()> {
        self.tick()?;
        self.heap.forget_protected(self.protected_before);
        if self.heap.wants_collection() { self.make_room(live) } else { Ok(()) }
    }

    #[cold]
    fn make_room(&mut self, live: usize) -> Completion<()> {
        if let Some(end) = self.stack.get_mut(live..) {
            end.fill(Value::Undefined);
        }
        self.collect_garbage();
        if self.heap.used() > limits::HEAP_BYTES { Err(Thrown::OutOfMemory) } else { Ok(()) }
    }

    /// One step of a long built-in loop: limits and interruption are looked at now and then.
    #[inline]
    pub fn tick(&mut self) -> Completion<()> {
        self.steps += 1;
        if self.steps.is_multiple_of(1024) { self.check_limits() } else { Ok(()) }
    }

    #[cold]
    fn check_limits(&self) -> Completion<()> {
        if self.limits.steps.is_some_and(|steps| self.steps > steps) {
            return Err(Thrown::Steps);
        }
        if self.limits.interrupt.as_ref().is_some_and(|flag| flag.load(std::sync::atomic::Ordering::Relaxed)) {
            return Err(Thrown::Interrupted);
        }
        if self.limits.deadline.is_some_and(|deadline| std::time::Instant::now() > deadline) {
            return Err(Thrown::Timeout);
        }
        Ok(())
    }
}
