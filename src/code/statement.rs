//! Statements: control flow, blocks, loops, `try`. Not expressions.

use super::Handler;
use super::class::Naming;
use super::compiler::{Compiler, Exit, Outcome, Route};
use super::instruction::{Op, Register};
use super::pattern::Target;
use crate::span::Span;
use crate::syntax::ast::{
    Block, Catch, Declaration, DeclarationKind, Export, Expression, ForInit, ForTarget, Name, PatternKind, ScopeId,
    Statement, StatementKind,
};
use crate::text::Text;

impl Compiler<'_> {
    pub fn statement(&mut self, statement: &Statement) -> Outcome {
        self.labelled(statement, Vec::new())
    }

    fn statements(&mut self, body: &[Statement]) -> Outcome {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn block(&mut self, block: &Block) -> Outcome {
        let mark = self.body.next;
        self.open_scope(block.scope, false)?;
        self.functions_first(&block.body)?;
        self.statements(&block.body)?;
        self.close_scope();
        self.release(mark);
        Ok(())
    }

    fn labelled(&mut self, statement: &Statement, labels: Vec<Name>) -> Outcome {
        let mark = self.body.next;
        match &statement.kind {
            StatementKind::Empty | StatementKind::Debugger | StatementKind::Export(Export::Names(_)) => {}
            StatementKind::Expression(expression) => {
                if self.body.completes {
                    let from = self.temporary()?;
                    self.into(expression, from)?;
                    self.emit(Op::Complete { from });
                } else {
                    self.effect(expression)?;
                }
            }
            StatementKind::Declaration(declaration) => {
                self.declaration(declaration)?;
                // A declaration's variables keep their registers; its intermediate values do not.
            }
            StatementKind::Function(function) => {
                // In sloppy code a function in a block is a `var` of the function too (ECMAScript B.3.2.1).
                if let Some(name) = function.name
                    && !self.body.strict
                    && self.body.open.len() > 1
                {
                    let from = self.temporary()?;
                    self.read(name.name, name.span, from);
                    self.assign_outer(name.name, from);
                }
            }
            StatementKind::Class(class) => {
                let to = self.temporary()?;
                self.class(class, Naming::Text(Text::empty()), to)?;
                if let Some(name) = class.name {
                    self.initialize(name.name, name.span, to, true);
                }
            }
            StatementKind::Block(block) => self.breakable(labels, false, |this| this.block(block))?,
            StatementKind::If { arms, otherwise } => self.breakable(labels, false, |this| {
                let mut ends = Vec::new();
                for (test, then) in arms {
                    let not = this.jump_if_false(test)?;
                    this.statement(then)?;
                    ends.push(this.emit(Op::Jump { target: 0 }));
                    this.patch_here(&not);
                }
                if let Some(body) = otherwise {
                    this.statement(body)?;
                }
                this.patch_here(&ends);
                Ok(())
            })?,
            StatementKind::For { scope, init, test, update, body } => {
                self.for_loop(*scope, init.as_ref(), test.as_ref(), update.as_ref(), body, labels)?;
            }
            StatementKind::ForOf { scope, target, iterable, body } => {
                self.for_each(*scope, target, iterable, body, labels, false)?;
            }
            StatementKind::ForIn { scope, target, object, body } => {
                self.for_each(*scope, target, object, body, labels, true)?;
            }
            StatementKind::While { test, body } => self.looping(labels, |this, continues| {
                let start = this.here();
                let live = this.body.next as Register;
                this.emit(Op::Round { live });
                let not = this.jump_if_false(test)?;
                this.statement(body)?;
                let inner = continues(this);
                this.patch(&inner, start);
                this.emit(Op::Jump { target: start as u32 });
                this.patch_here(&not);
                Ok(())
            })?,
            StatementKind::DoWhile { body, test } => self.looping(labels, |this, continues| {
                let start = this.here();
                let live = this.body.next as Register;
                this.emit(Op::Round { live });
                this.statement(body)?;
                let inner = continues(this);
                this.patch_here(&inner);
                let not = this.jump_if_false(test)?;
                this.emit(Op::Jump { target: start as u32 });
                this.patch_here(&not);
                Ok(())
            })?,
            StatementKind::Switch { value, scope, cases } => {
                self.breakable(labels, true, |this| this.switch(value, *scope, cases))?;
            }
            StatementKind::Break(label) => self.leave(Route::Break(label.map(|label| label.name)))?,
            StatementKind::Continue(label) => self.leave(Route::Continue(label.map(|label| label.name)))?,
            StatementKind::Return(value) => {
                let from = self.temporary()?;
                match value {
                    Some(value) => self.into(value, from)?,
                    None => {
                        self.emit(Op::Undefined { to: from });
                    }
                }
                self.return_through(from)?;
            }
            StatementKind::Throw(value) => {
                let from = self.operand(value)?;
                self.emit_at(statement.span, Op::Throw { from });
            }
            StatementKind::Try { block, handler, finalizer } => {
                self.breakable(labels, false, |this| this.try_statement(block, handler.as_ref(), finalizer.as_ref()))?;
            }
            StatementKind::Labelled { label, body } => {
                let mut labels = labels;
                labels.push(label.name);
                self.labelled(body, labels)?;
            }
            // Carried out before everything else: see `imports_first`.
            StatementKind::Import(_) => {}
            StatementKind::Export(Export::Declaration(inner)) => return self.statement(inner),
            StatementKind::Export(Export::Default(value)) => {
                let to = self.temporary()?;
                self.named(value, Text::from("default"), to)?;
            }
        }
        self.release(mark);
        Ok(())
    }

    /// Assigns the function-level `var` of a name that the current block also declares.
    fn assign_outer(&mut self, name: Name, from: Register) {
        let mut hidden = Vec::new();
        let mut depth = 0;
        while self.body.open.len() > 1 {
            let found = self.body.open.last().is_some_and(|open| self.scopes[open.id.0 as usize].find(name).is_some());
            let Some(open) = self.body.open.pop() else { break };
            depth += u16::from(open.slots);
            hidden.push(open);
            if found {
                break;
            }
        }
        let place = self.find(name, Span::default()).place;
        while let Some(open) = hidden.pop() {
            self.body.open.push(open);
        }
        match place {
            super::compiler::Place::Register(to) => {
                self.emit(Op::Move { to, from });
            }
            super::compiler::Place::Slot { depth: outer, slot } => {
                self.emit(Op::SetSlot { from, depth: outer + depth, slot });
            }
            super::compiler::Place::Global => {
                let key = self.key(name);
                self.emit(Op::SetGlobal { from, key });
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration) -> Outcome {
        let lexical = declaration.kind != DeclarationKind::Var;
        for (pattern, init) in &declaration.bindings {
            let mark = self.body.next;
            match (&pattern.kind, init) {
                (PatternKind::Identifier(name), Some(init)) => {
                    let text = self.text(*name);
                    let found = self.find(*name, pattern.span);
                    if let super::compiler::Place::Register(to) = found.place
                        && !found.check
                        && lexical
                    {
                        self.named(init, text, to)?;
                    } else {
                        let from = self.temporary()?;
                        self.named(init, text, from)?;
                        self.initialize(*name, pattern.span, from, lexical);
                    }
                }
                (PatternKind::Identifier(name), None) => {
                    if lexical {
                        let from = self.temporary()?;
                        self.emit(Op::Undefined { to: from });
                        self.initialize(*name, pattern.span, from, true);
                    }
                }
                (_, init) => {
                    let from = self.temporary()?;
                    if let Some(init) = init {
                        self.into(init, from)?;
                    }
                    self.destructure(pattern, from, Target::Declare(lexical))?;
                }
            }
            self.release(mark);
        }
        Ok(())
    }

    fn breakable(&mut self, labels: Vec<Name>, plain: bool, inside: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.body.exits.push(Exit::Target { labels, breaks: Vec::new(), continues: None, plain });
        inside(self)?;
        if let Some(Exit::Target { breaks, .. }) = self.body.exits.pop() {
            self.patch_here(&breaks);
        }
        Ok(())
    }

    /// A loop; `inside` asks for its `continue` jumps once the body is written.
    fn looping(
        &mut self,
        labels: Vec<Name>,
        inside: impl FnOnce(&mut Self, &dyn Fn(&mut Self) -> Vec<usize>) -> Outcome,
    ) -> Outcome {
        self.body.exits.push(Exit::Target { labels, breaks: Vec::new(), continues: Some(Vec::new()), plain: true });
        let depth = self.body.exits.len() - 1;
        inside(self, &|this| match &mut this.body.exits[depth] {
            Exit::Target { continues: Some(continues), .. } => std::mem::take(continues),
            _ => Vec::new(),
        })?;
        if let Some(Exit::Target { breaks, .. }) = self.body.exits.pop() {
            self.patch_here(&breaks);
        }
        Ok(())
    }

    fn for_loop(
        &mut self,
        scope: ScopeId,
        init: Option<&ForInit>,
        test: Option<&Expression>,
        update: Option<&Expression>,
        body: &Statement,
        labels: Vec<Name>,
    ) -> Outcome {
        self.open_scope(scope, false)?;
        let slots = self.body.open.last().is_some_and(|open| open.slots);
        match init {
            Some(ForInit::Declaration(declaration)) => self.declaration(declaration)?,
            Some(ForInit::Expression(init)) => self.effect(init)?,
            None => {}
        }
        if slots {
            // What the first part captured keeps its own copies.
            self.emit(Op::RenewScope);
        }
        self.looping(labels, |this, continues| {
            let start = this.here();
            let live = this.body.next as Register;
            this.emit(Op::Round { live });
            let not = test.map(|test| this.jump_if_false(test)).transpose()?.unwrap_or_default();
            this.statement(body)?;
            let inner = continues(this);
            this.patch_here(&inner);
            if slots {
                this.emit(Op::RenewScope);
            }
            if let Some(update) = update {
                this.effect(update)?;
            }
            this.emit(Op::Jump { target: start as u32 });
            this.patch_here(&not);
            Ok(())
        })?;
        self.close_scope();
        Ok(())
    }

    fn for_each(
        &mut self,
        scope: ScopeId,
        target: &ForTarget,
        over: &Expression,
        body: &Statement,
        labels: Vec<Name>,
        keys: bool,
    ) -> Outcome {
        let iterator = self.temporary()?;
        let _next = self.temporary()?;
        let value = self.temporary()?;
        let done = self.temporary()?;
        // The head's names exist, without value, while the right side is evaluated.
        let mark = self.body.next;
        self.open_scope(scope, false)?;
        let from = self.operand(over)?;
        self.emit_at(
            over.span,
            if keys { Op::IterateKeys { to: iterator, from } } else { Op::Iterate { to: iterator, from } },
        );
        self.close_scope();
        self.release(mark);
        self.emit(Op::Boolean { to: done, value: false });
        let start = self.here();
        self.looping(labels, |this, continues| {
            if !keys {
                this.body.exits.push(Exit::Iterator(iterator));
            }
            let round = this.here();
            let live = this.body.next as Register;
            this.emit(Op::Round { live });
            this.emit(Op::Boolean { to: done, value: true });
            this.emit_at(over.span, Op::Next { to: value, iterator });
            let end = this.emit(Op::JumpIfEmpty { from: value, target: 0 });
            this.emit(Op::Boolean { to: done, value: false });
            this.open_scope(scope, false)?;
            match target {
                ForTarget::Declaration(kind, pattern) => {
                    this.destructure(pattern, value, Target::Declare(*kind != DeclarationKind::Var))?;
                }
                ForTarget::Pattern(pattern) => this.destructure(pattern, value, Target::Assign)?,
            }
            this.statement(body)?;
            let inner = continues(this);
            let slots = this.body.open.last().is_some_and(|open| open.slots);
            if slots {
                // `continue` leaves the scope before it jumps.
                this.close_scope();
                this.patch_here(&inner);
            } else {
                this.patch_here(&inner);
                this.close_scope();
            }
            this.emit(Op::Jump { target: round as u32 });
            this.patch_here(&[end]);
            if !keys {
                this.body.exits.pop();
            }
            Ok(())
        })?;
        if !keys {
            let over = self.emit(Op::Jump { target: 0 });
            let landing = self.here();
            let scopes = self.body.scopes;
            self.body.handlers.push(Handler {
                start: start as u32,
                end: over as u32,
                target: landing as u32,
                register: value,
                scopes,
            });
            let rethrow = self.emit(Op::JumpIfTrue { from: done, target: 0 });
            self.emit(Op::CloseQuietly { iterator });
            self.patch_here(&[rethrow]);
            self.emit(Op::Throw { from: value });
            self.patch_here(&[over]);
        }
        Ok(())
    }

    fn switch(
        &mut self,
        value: &Expression,
        scope: ScopeId,
        cases: &[(Option<Expression>, Vec<Statement>)],
    ) -> Outcome {
        let subject = self.temporary()?;
        self.into(value, subject)?;
        self.open_scope(scope, false)?;
        for (_, body) in cases {
            self.functions_first(body)?;
        }
        let mut entries = Vec::new();
        for (test, _) in cases {
            let Some(test) = test else {
                entries.push(None);
                continue;
            };
            let mark = self.body.next;
            let b = self.operand(test)?;
            let to = self.temporary()?;
            self.emit(Op::StrictEqual { to, a: subject, b });
            entries.push(Some(self.emit(Op::JumpIfTrue { from: to, target: 0 })));
            self.release(mark);
        }
        let otherwise = self.emit(Op::Jump { target: 0 });
        let mut default = None;
        for ((_, body), entry) in cases.iter().zip(entries) {
            match entry {
                Some(entry) => self.patch_here(&[entry]),
                None => default = Some(self.here()),
            }
            self.statements(body)?;
        }
        let end = self.here();
        self.patch(&[otherwise], default.unwrap_or(end));
        self.close_scope();
        Ok(())
    }

    /// `break`, `continue`: leaves what lies between here and the target.
    fn leave(&mut self, route: Route) -> Outcome {
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
                Exit::Iterator(iterator) => {
                    let iterator = *iterator;
                    // The loop that a `continue` goes on with keeps its iterator.
                    let own = matches!(route, Route::Continue(_))
                        && at > 0
                        && matches!(&self.body.exits[at - 1], Exit::Target { labels, .. }
                            if match route { Route::Continue(Some(label)) => labels.contains(&label), _ => true });
                    if !own {
                        self.emit(Op::Close { iterator });
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

    fn return_through(&mut self, from: Register) -> Outcome {
        for at in (0..self.body.exits.len()).rev() {
            match &self.body.exits[at] {
                Exit::Target { .. } => {}
                Exit::Scope => {
                    // Only needed where a `finally` goes on in this function.
                    if self.body.exits[..at].iter().any(|exit| matches!(exit, Exit::Finally { .. })) {
                        self.emit(Op::PopScope);
                    }
                }
                Exit::Iterator(iterator) => {
                    let iterator = *iterator;
                    self.emit(Op::Close { iterator });
                }
                Exit::Finally { .. } => return self.through_finally(at, Route::Return, Some(from)),
            }
        }
        self.leave_function(from)
    }

    fn try_statement(&mut self, block: &Block, handler: Option<&Catch>, finalizer: Option<&Block>) -> Outcome {
        let Some(finalizer) = finalizer else { return self.try_catch(block, handler) };
        let kind = self.temporary()?;
        let value = self.temporary()?;
        let scopes = self.body.scopes;
        self.body.exits.push(Exit::Finally { kind, value, routes: Vec::new(), entries: Vec::new() });
        let start = self.here();
        self.try_catch(block, handler)?;
        let end = self.here();
        let Some(Exit::Finally { routes, entries, .. }) = self.body.exits.pop() else { return Ok(()) };
        self.emit(Op::Integer { to: kind, value: 0 });
        let normal = self.emit(Op::Jump { target: 0 });
        let target = self.here() as u32;
        self.body.handlers.push(Handler { start: start as u32, end: end as u32, target, register: value, scopes });
        self.emit(Op::Integer { to: kind, value: 1 });
        self.patch_here(&[normal]);
        self.patch_here(&entries);
        let completes = self.body.completes;
        self.block(finalizer)?;
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
            self.destructure(parameter, thrown, Target::Declare(true))?;
        }
        self.block(&handler.body)?;
        self.close_scope();
        self.patch_here(&[over]);
        Ok(())
    }
}
