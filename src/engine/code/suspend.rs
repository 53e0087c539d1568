//! Where a call waits: `yield`, `await`, `yield*`, and iterators whose steps are awaited (ECMAScript 15.5, 15.6, 15.8, 14.7.5.6).
//! Not how a frame is kept meanwhile: that is the machine's.

use super::Handler;
use super::compiler::{Compiler, Exit, Outcome};
use super::instruction::{Op, Register};
use crate::span::Span;
use crate::syntax::ast::{Expression, Flavour};

impl Compiler<'_> {
    /// Waits until what `from` promises is there; `to` gets it.
    pub fn wait(&mut self, span: Span, from: Register, to: Register) {
        let live = self.body.next as Register;
        self.emit_at(span, Op::Await { to, from, live });
    }

    /// `await operand`
    pub fn await_expression(&mut self, operand: &Expression, span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        let from = self.operand(operand)?;
        self.at(span.start);
        self.wait(span, from, to);
        self.release(mark);
        Ok(())
    }

    /// `yield value`, `yield* value`
    pub fn yield_expression(
        &mut self,
        delegates: bool,
        value: Option<&Expression>,
        span: Span,
        to: Register,
    ) -> Outcome {
        let mark = self.body.next;
        if let (true, Some(value)) = (delegates, value) {
            self.delegate(value, span, to)?;
            self.release(mark);
            return Ok(());
        }
        // What comes back, and behind it how.
        let at = self.temporary()?;
        let _how = self.temporary()?;
        match value {
            Some(value) => self.into(value, at)?,
            None => {
                self.emit(Op::Undefined { to: at });
            }
        }
        if self.body.flavour == Flavour::AsyncGenerator {
            self.wait(span, at, at);
        }
        self.give(span, at, false);
        let next = self.emit_at(span, Op::Received { at, target: 0 });
        if self.body.flavour == Flavour::AsyncGenerator {
            self.wait(span, at, at);
        }
        self.return_through(at)?;
        self.patch_here(&[next]);
        self.emit(Op::Move { to, from: at });
        self.release(mark);
        Ok(())
    }

    fn give(&mut self, span: Span, at: Register, whole: bool) {
        let live = self.body.next as Register;
        self.emit_at(span, Op::Yield { at, live, whole });
    }

    /// `yield* value`
    fn delegate(&mut self, value: &Expression, span: Span, to: Register) -> Outcome {
        let asynchronous = self.body.flavour == Flavour::AsyncGenerator;
        // The iterator and its `next`, what was received and how.
        let base = self.temporary()?;
        let (_next, received, how) = (self.temporary()?, self.temporary()?, self.temporary()?);
        let result = self.temporary()?;
        let from = self.iterated(value)?;
        self.emit_at(
            value.span,
            if asynchronous { Op::IterateAsync { to: base, from } } else { Op::Iterate { to: base, from } },
        );
        self.emit(Op::Undefined { to: received });
        self.emit(Op::Integer { to: how, value: 0 });
        let round = self.here();
        let live = self.body.next as Register;
        self.emit(Op::Round { live });
        // Without a method for it, a `return` is only passed on.
        let bare = self.emit_at(span, Op::Delegate { base, to: result, target: 0 });
        if asynchronous {
            self.wait(span, result, result);
        }
        let over = self.emit_at(span, Op::Delegated { base, result, target: 0 });
        if asynchronous {
            self.emit_at(span, Op::ResultValue { to: received, from: result });
            self.give(span, received, false);
            self.awaited_return(span, received, how)?;
        } else {
            self.emit(Op::Move { to: received, from: result });
            self.give(span, received, true);
        }
        self.emit(Op::Jump { target: round as u32 });
        self.patch_here(&[over]);
        self.emit_at(span, Op::ResultValue { to: received, from: result });
        let next = self.emit(Op::JumpUnlessReturned { how, target: 0 });
        let out = self.here();
        self.return_through(received)?;
        self.patch_here(&[bare]);
        if asynchronous {
            self.wait(span, received, received);
        }
        self.emit(Op::Jump { target: out as u32 });
        self.patch_here(&[next]);
        self.emit(Op::Move { to, from: received });
        Ok(())
    }

    /// What `return` brings to an asynchronous generator that delegates is awaited; where that throws it brings a throw.
    fn awaited_return(&mut self, span: Span, received: Register, how: Register) -> Outcome {
        let next = self.emit(Op::JumpUnlessReturned { how, target: 0 });
        let start = self.here() as u32;
        self.wait(span, received, received);
        let end = self.here() as u32;
        let over = self.emit(Op::Jump { target: 0 });
        let (target, scopes) = (self.here() as u32, self.body.scopes);
        self.body.handlers.push(Handler { start, end, target, register: received, scopes });
        self.emit(Op::Integer { to: how, value: 1 });
        self.patch_here(&[next, over]);
        Ok(())
    }

    /// One step of an iterator: its value in `value`, or the marker that it is over.
    pub fn step(&mut self, span: Span, value: Register, iterator: Register, awaited: bool) {
        if awaited {
            self.emit_at(span, Op::CallNext { to: value, iterator });
            self.wait(span, value, value);
            self.emit_at(span, Op::Unpack { to: value, from: value });
        } else {
            self.emit_at(span, Op::Next { to: value, iterator });
        }
    }

    /// Closes the iterator of a way out; it is not closed again if that throws.
    pub fn close(&mut self, exit: usize) -> Outcome {
        let Exit::Iterator { iterator, done, awaited, pattern } = self.body.exits[exit] else { return Ok(()) };
        let skip = pattern.then(|| self.emit(Op::JumpIfTrue { from: done, target: 0 }));
        self.emit(Op::Boolean { to: done, value: true });
        if awaited {
            self.close_awaited(iterator, true)?;
        } else {
            self.emit(Op::Close { iterator });
        }
        self.patch_here(&skip.into_iter().collect::<Vec<_>>());
        Ok(())
    }

    /// Closes an iterator and waits for that (`AsyncIteratorClose`); what it answers is looked at if `looked_at`.
    fn close_awaited(&mut self, iterator: Register, looked_at: bool) -> Outcome {
        let mark = self.body.next;
        let answer = self.temporary()?;
        self.emit(Op::CallReturn { to: answer, iterator });
        let none = self.emit(Op::JumpIfEmpty { from: answer, target: 0 });
        self.wait(Span::default(), answer, answer);
        if looked_at {
            self.emit(Op::RequireResult { from: answer });
        }
        self.patch_here(&[none]);
        self.release(mark);
        Ok(())
    }

    /// The same after a throw: its own errors are dropped.
    pub fn close_quietly(&mut self, iterator: Register, awaited: bool) -> Outcome {
        if !awaited {
            self.emit(Op::CloseQuietly { iterator });
            return Ok(());
        }
        let mark = self.body.next;
        let register = self.temporary()?;
        let start = self.here() as u32;
        self.close_awaited(iterator, false)?;
        let (end, scopes) = (self.here() as u32, self.body.scopes);
        self.body.handlers.push(Handler { start, end, target: end, register, scopes });
        self.release(mark);
        Ok(())
    }
}
