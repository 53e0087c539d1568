//! Statements: control flow, blocks, loops, `try`. Not expressions.

use super::Parted;
use super::class::Naming;
use super::compiler::{Compiler, Outcome, Route};
use super::instruction::{Op, Register};
use super::loops::Over;
use super::pattern::Target;
use crate::span::Span;
use crate::syntax::ast::{
    Block, Declaration, DeclarationKind, Export, Expression, Flavour, ForTarget, Name, Pattern, PatternKind, ScopeId,
    Statement, StatementKind,
};
use crate::text::Text;

impl Compiler<'_> {
    pub fn statement(&mut self, statement: &Statement) -> Outcome {
        self.labelled(statement, Vec::new())
    }

    /// The statements of a body or block, disposing at its end of what `using` declares among them.
    pub fn statements(&mut self, body: &[Statement]) -> Outcome {
        let using = body.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Declaration(declaration) if declaration.kind.disposes() => Some(declaration.kind),
            _ => None,
        });
        if let Some(kind) = using.max_by_key(|kind| *kind == DeclarationKind::AwaitUsing) {
            return self.disposing(kind, |this| body.iter().try_for_each(|statement| this.statement(statement)));
        }
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    pub fn block(&mut self, block: &Block) -> Outcome {
        let mark = self.body.next;
        self.open_scope(block.scope, false)?;
        self.functions_first(&block.body)?;
        self.statements(&block.body)?;
        self.close_scope();
        self.release(mark);
        Ok(())
    }

    /// A statement whose value is `undefined` unless one inside it has another (ECMAScript `UpdateEmpty`).
    fn answers_nothing_yet(&mut self, statement: &Statement) {
        let has_value = matches!(
            statement.kind,
            StatementKind::If { .. }
                | StatementKind::For { .. }
                | StatementKind::ForIn { .. }
                | StatementKind::ForOf { .. }
                | StatementKind::While { .. }
                | StatementKind::DoWhile { .. }
                | StatementKind::Switch { .. }
                | StatementKind::Try { .. }
                | StatementKind::With { .. }
        );
        if has_value && self.body.completes {
            self.emit(match self.body.answer {
                Some(to) => Op::Undefined { to },
                None => Op::CompleteNothing,
            });
        }
    }

    fn labelled(&mut self, statement: &Statement, labels: Vec<Name>) -> Outcome {
        let mark = self.body.next;
        self.answers_nothing_yet(statement);
        match &statement.kind {
            // Imports are bound before everything else: see `imports_first`.
            StatementKind::Empty
            | StatementKind::Debugger
            | StatementKind::Import(_)
            | StatementKind::Export(Export::Names(_)) => {}
            StatementKind::Expression(expression) => {
                self.statement_at(statement.span.start);
                if self.body.completes {
                    let from = self.temporary()?;
                    self.into(expression, from)?;
                    match self.body.answer {
                        Some(to) => self.emit(Op::Move { to, from }),
                        None => self.emit(Op::Complete { from }),
                    };
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
                    && function.flavour == Flavour::Ordinary
                    && !self.body.strict
                    && self.body.open.len() > 1
                {
                    let from = self.temporary()?;
                    self.statement_at(function.span.end);
                    self.fetch(name.name, name.span, from);
                    self.assign_outer(name.name, from)?;
                }
            }
            StatementKind::Class(class) => {
                let to = self.temporary()?;
                self.class(class, Naming::Text(Text::empty()), to)?;
                self.at(class.span.start);
                if let Some(name) = class.name {
                    self.initialize(name.name, name.span, to, true);
                }
            }
            StatementKind::Block(block) => self.breakable(labels, false, |this| this.block(block))?,
            StatementKind::If { arms, otherwise } => self.breakable(labels, false, |this| {
                let mut ends = Vec::new();
                let mut before = None;
                for (test, then) in arms {
                    let start = before.map_or(statement.span.start, |then| this.if_after(then));
                    this.statement_at(start);
                    let not = this.jump_if_false(test)?;
                    this.statement(then)?;
                    ends.push(this.emit(Op::Jump { target: 0 }));
                    this.patch_here(&not);
                    before = Some(then);
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
            StatementKind::ForOf { asynchronous, scope, target, iterable, body } => {
                let over = if *asynchronous { Over::Awaited } else { Over::Values };
                self.for_each(*scope, target, iterable, body, labels, over)?;
            }
            StatementKind::ForIn { scope, target, init, object, body } => {
                if let (ForTarget::Declaration(_, pattern), Some(init)) = (target, init) {
                    let from = self.temporary()?;
                    let name = self.pattern_name(pattern);
                    self.named(init, name, from)?;
                    self.destructure(pattern, from, Target::Declare(false))?;
                }
                self.for_each(*scope, target, object, body, labels, Over::Keys)?;
            }
            StatementKind::With { scope, object, body } => self.breakable(labels, false, |this| {
                this.statement_at(statement.span.start);
                let register = this.temporary()?;
                this.into(object, register)?;
                this.open_with(*scope, register, object.span)?;
                this.statement(body)?;
                this.close_scope();
                Ok(())
            })?,
            StatementKind::While { test, body } => self.looping(labels, |this, continues| {
                let start = this.here();
                let live = this.body.next as Register;
                this.emit(Op::Round { live });
                this.part_at(test);
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
                this.part_at(test);
                let not = this.jump_if_false(test)?;
                this.emit(Op::Jump { target: start as u32 });
                this.patch_here(&not);
                Ok(())
            })?,
            StatementKind::Switch { value, scope, cases } => {
                self.statement_at(statement.span.start);
                self.breakable(labels, true, |this| this.switch(value, *scope, cases))?;
            }
            StatementKind::Break(label) => {
                self.statement_at(statement.span.start);
                self.leave(Route::Break(label.map(|label| label.name)))?;
            }
            StatementKind::Continue(label) => {
                self.statement_at(statement.span.start);
                self.leave(Route::Continue(label.map(|label| label.name)))?;
            }
            StatementKind::Return(value) => {
                match value {
                    // An arrow's bare expression.
                    Some(value) if value.span == statement.span => self.statement_at(self.spot_of(value)),
                    _ => self.statement_at(statement.span.start),
                }
                let last = !self.body.exits.iter().any(|exit| matches!(exit, super::compiler::Exit::Finally { .. }));
                let from = match value {
                    Some(value) if last => self.operand(value)?,
                    Some(value) => {
                        let from = self.temporary()?;
                        self.into(value, from)?;
                        from
                    }
                    None => {
                        let from = self.temporary()?;
                        self.emit(Op::Undefined { to: from });
                        from
                    }
                };
                if self.body.flavour == Flavour::AsyncGenerator && value.is_some() {
                    let answer = self.temporary()?;
                    self.wait(statement.span, from, answer);
                    self.return_through(answer)?;
                } else {
                    self.return_through(from)?;
                }
            }
            StatementKind::Throw(value) => {
                self.statement_at(statement.span.start);
                let from = self.operand(value)?;
                self.looked();
                self.at(statement.span.start);
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
            StatementKind::Export(Export::Declaration(inner)) => return self.statement(inner),
            StatementKind::Export(Export::Default(name, value)) => {
                let to = self.temporary()?;
                self.named(value, Text::from("default"), to)?;
                self.initialize(*name, value.span, to, true);
            }
        }
        self.release(mark);
        Ok(())
    }

    /// Assigns the function-level `var` of a name that the current block also declares.
    pub fn assign_outer(&mut self, name: Name, from: Register) -> Outcome {
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
        let held = self.is_dynamic(name).then(|| self.holder_beyond(name, Span::default(), depth)).transpose()?;
        while let Some(open) = hidden.pop() {
            self.body.open.push(open);
        }
        let store = |it: &mut Self| {
            match place {
                super::compiler::Place::Register(to) => it.emit(Op::Move { to, from }),
                super::compiler::Place::Slot { depth: outer, slot } => {
                    it.emit(Op::SetSlot { from, depth: outer + depth, slot })
                }
                super::compiler::Place::Global => {
                    let key = it.key(name);
                    it.emit(Op::SetGlobal { from, key })
                }
            };
            Ok(())
        };
        let Some(object) = held else { return store(self) };
        let key = self.short_key(name)?;
        let held = |it: &mut Self| {
            it.emit(Op::SetBinding { object, key, from });
            Ok(())
        };
        self.if_held(object, held, store)
    }

    /// The name a plain pattern gives to a function without one.
    fn pattern_name(&self, pattern: &Pattern) -> Text {
        match pattern.kind {
            PatternKind::Identifier(name) => self.text(name),
            _ => Text::empty(),
        }
    }

    pub fn declaration(&mut self, declaration: &Declaration) -> Outcome {
        let lexical = declaration.kind != DeclarationKind::Var;
        for (pattern, init) in &declaration.bindings {
            let mark = self.body.next;
            let names = self.names_mark();
            self.push_target(pattern);
            if let Some(init) = init {
                self.statement_at(init.span.start);
            }
            match (&pattern.kind, init) {
                (PatternKind::Identifier(name), Some(init)) if !lexical && self.is_dynamic(*name) => {
                    let text = self.text(*name);
                    let holder = self.holder(*name, pattern.span)?;
                    let from = self.temporary()?;
                    self.named(init, text, from)?;
                    self.store_held(holder, *name, pattern.span, from)?;
                }
                (PatternKind::Identifier(name), Some(init)) => {
                    let text = self.text(*name);
                    let found = self.find(*name, pattern.span);
                    if let super::compiler::Place::Register(to) = found.place
                        && !found.check
                        && lexical
                    {
                        self.named(init, text, to)?;
                        self.use_it(declaration.kind, to);
                    } else {
                        let from = self.temporary()?;
                        self.named(init, text, from)?;
                        self.use_it(declaration.kind, from);
                        self.at(init.span.start);
                        self.initialize(*name, pattern.span, from, lexical);
                    }
                }
                (PatternKind::Identifier(name), None) => {
                    if lexical {
                        self.statement_at(pattern.span.start);
                        let from = self.temporary()?;
                        self.emit(Op::Undefined { to: from });
                        self.initialize(*name, pattern.span, from, true);
                    }
                }
                (_, init) => {
                    let from = self.temporary()?;
                    if let Some(init) = init {
                        let start = self.here();
                        self.into(init, from)?;
                        if matches!(pattern.kind, PatternKind::Array { .. }) {
                            self.note_call(init, start);
                        }
                        self.body.parted = Some(Parted::Declared(init.span));
                        self.body.taken = Some(self.spot_of(init));
                        self.looked();
                        self.at(init.span.start);
                    }
                    self.destructure(pattern, from, Target::Declare(lexical))?;
                }
            }
            if let (PatternKind::Identifier(_), Some(init)) = (&pattern.kind, init) {
                self.infer(init);
            }
            self.forget_names(names);
            self.release(mark);
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
}
