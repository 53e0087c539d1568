//! Ways out: `break`, `continue`, `return`, and the `try` statements they lead through. Not what they leave.

use super::compiler::{Compiler, Exit, Outcome, Route};
use super::instruction::{Op, Register};
use super::pattern::Target;
use super::{Handler, Parted};
use crate::span::Span;
use crate::syntax::ast::{Block, Catch, DeclarationKind};

impl Compiler<'_> {
    /// `break`, `continue`: leaves what lies between here and the target.
    pub fn leave(&mut self, route: Route) -> Outcome {
        for at in (0..self.body.exits.len()).rev() {
            match &mut self.body.exits[at] {
                Exit::Target { labels, continues, plain, .. } => {
                    let hit = match route {
                        Route::Break(Some(label)) => labels.contains(&label),
                        Route::Break(None) => *plain,
                        Route::Continue(Some(label)) => labels.contains(&label) && continues.is_some(),
                        Route::Continue(None) => continues.is_some(),
                        Route::Return => false,
                    };
                    if hit {
                        let jump = self.emit(Op::Jump { target: 0 });
                        if let Exit::Target { breaks, continues, .. } = &mut self.body.exits[at] {
                            match (route, continues) {
                                (Route::Continue(_), Some(continues)) => continues.push(jump),
                                _ => breaks.push(jump),
                            }
                        }
                        return Ok(());
                    }
                }
                Exit::Scope => {
                    self.emit(Op::PopScope);
                }
                Exit::Iterator { .. } => {
                    // The loop that a `continue` goes on with keeps its iterator.
                    let own = matches!(route, Route::Continue(_))
                        && at > 0
                        && matches!(&self.body.exits[at - 1], Exit::Target { labels, .. }
                            if match route { Route::Continue(Some(label)) => labels.contains(&label), _ => true });
                    if !own {
                        self.close(at)?;
                    }
                }
                Exit::Finally { .. } => return self.through_finally(at, route, None),
            }
        }
        Ok(())
    }

    /// Hands a way out to a `finally`.
    fn through_finally(&mut self, at: usize, route: Route, result: Option<Register>) -> Outcome {
        let Exit::Finally { kind, value, routes, .. } = &mut self.body.exits[at] else { return Ok(()) };
        let (kind, value) = (*kind, *value);
        let number = routes.iter().position(|known| *known == route).unwrap_or_else(|| {
            routes.push(route);
            routes.len() - 1
        });
        if let Some(from) = result {
            self.emit(Op::Move { to: value, from });
        }
        self.emit(Op::Integer { to: kind, value: number as i32 + 2 });
        let jump = self.emit(Op::Jump { target: 0 });
        if let Exit::Finally { entries, .. } = &mut self.body.exits[at] {
            entries.push(jump);
        }
        Ok(())
    }

    pub fn return_through(&mut self, from: Register) -> Outcome {
        for at in (0..self.body.exits.len()).rev() {
            match &self.body.exits[at] {
                Exit::Target { .. } => {}
                Exit::Scope => {
                    // Only needed where a `finally` goes on in this function.
                    if self.body.exits[..at].iter().any(|exit| matches!(exit, Exit::Finally { .. })) {
                        self.emit(Op::PopScope);
                    }
                }
                Exit::Iterator { .. } => self.close(at)?,
                Exit::Finally { .. } => return self.through_finally(at, Route::Return, Some(from)),
            }
        }
        self.leave_function(from)
    }

    pub fn try_statement(&mut self, block: &Block, handler: Option<&Catch>, finalizer: Option<&Block>) -> Outcome {
        let Some(finalizer) = finalizer else { return self.try_catch(block, handler) };
        self.finally(|this| this.try_catch(block, handler), |this, _| this.block(finalizer))
    }

    /// What declares with `using`, which is disposed of at its end.
    pub fn disposing(&mut self, kind: DeclarationKind, inside: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let waits = kind == DeclarationKind::AwaitUsing;
        let list = self.temporary()?;
        self.emit(Op::Disposables { to: list });
        self.finally(
            |this| {
                this.body.uses.push(list);
                let outcome = inside(this);
                this.body.uses.pop();
                outcome
            },
            |this, [kind, value]| {
                let to = this.temporary()?;
                let start = this.here();
                this.emit(Op::Dispose { to, list, kind, value });
                if !waits {
                    return Ok(());
                }
                let over = this.emit(Op::JumpIfEmpty { from: to, target: 0 });
                let begin = this.here();
                this.wait(Span::default(), to, to);
                this.emit(Op::Jump { target: start as u32 });
                let (target, scopes) = (this.here() as u32, this.body.scopes);
                this.body.handlers.push(Handler { start: begin as u32, end: target, target, register: to, scopes });
                this.emit(Op::Suppress { from: to, kind, value });
                this.emit(Op::Jump { target: start as u32 });
                this.patch_here(&[over]);
                Ok(())
            },
        )
    }

    /// Has a declared value disposed of, if it is declared so.
    pub fn use_it(&mut self, kind: DeclarationKind, from: Register) {
        if let (true, Some(&list)) = (kind.disposes(), self.body.uses.last()) {
            self.emit(Op::Use { list, from, waits: kind == DeclarationKind::AwaitUsing });
        }
    }

    /// Runs something, and something else whichever way that is left.
    fn finally(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Outcome,
        finalizer: impl FnOnce(&mut Self, [Register; 2]) -> Outcome,
    ) -> Outcome {
        let kind = self.temporary()?;
        let value = self.temporary()?;
        let scopes = self.body.scopes;
        self.body.exits.push(Exit::Finally { kind, value, routes: Vec::new(), entries: Vec::new() });
        let start = self.here();
        inside(self)?;
        let end = self.here();
        let Some(Exit::Finally { routes, entries, .. }) = self.body.exits.pop() else { return Ok(()) };
        self.emit(Op::Integer { to: kind, value: 0 });
        let normal = self.emit(Op::Jump { target: 0 });
        let target = self.here() as u32;
        self.body.handlers.push(Handler { start: start as u32, end: end as u32, target, register: value, scopes });
        self.emit(Op::Integer { to: kind, value: 1 });
        self.patch_here(&[normal]);
        self.patch_here(&entries);
        // What it evaluates is nobody's answer.
        let completes = std::mem::replace(&mut self.body.completes, false);
        finalizer(self, [kind, value])?;
        self.body.completes = completes;
        let number = self.temporary()?;
        let test = self.temporary()?;
        self.emit(Op::Integer { to: number, value: 1 });
        self.emit(Op::StrictEqual { to: test, a: kind, b: number });
        let not = self.emit(Op::JumpIfFalse { from: test, target: 0 });
        self.emit(Op::Throw { from: value });
        self.patch_here(&[not]);
        for (at, route) in routes.into_iter().enumerate() {
            self.emit(Op::Integer { to: number, value: at as i32 + 2 });
            self.emit(Op::StrictEqual { to: test, a: kind, b: number });
            let not = self.emit(Op::JumpIfFalse { from: test, target: 0 });
            if route == Route::Return {
                self.return_through(value)?;
            } else {
                self.leave(route)?;
            }
            self.patch_here(&[not]);
        }
        Ok(())
    }

    fn try_catch(&mut self, block: &Block, handler: Option<&Catch>) -> Outcome {
        let Some(handler) = handler else { return self.block(block) };
        let scopes = self.body.scopes;
        let thrown = self.temporary()?;
        let start = self.here();
        self.block(block)?;
        let end = self.here();
        let over = self.emit(Op::Jump { target: 0 });
        let target = self.here() as u32;
        self.body.handlers.push(Handler { start: start as u32, end: end as u32, target, register: thrown, scopes });
        self.open_scope(handler.scope, false)?;
        if let Some(parameter) = &handler.parameter {
            self.body.parted = Some(Parted::Hidden(".catch"));
            self.destructure(parameter, thrown, Target::Declare(true))?;
        }
        self.block(&handler.body)?;
        self.close_scope();
        self.patch_here(&[over]);
        Ok(())
    }
}
