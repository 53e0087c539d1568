//! Names as the compiler uses them: where each lives, reading, assigning, first values. Not which scope declares what.

use std::rc::Rc;

use super::body::Captured;
use super::compiler::{Compiler, Exit, Found, Open, Outcome, Place};
use super::instruction::{Op, Register};
use super::scope::{THIS, VariableKind};
use crate::span::Span;
use crate::syntax::ast::{Name, ScopeId};
use crate::text::Text;

impl Compiler<'_> {
    /// Opens a scope: registers for what is not captured, slots for what is.
    pub fn open_scope(&mut self, id: ScopeId, own: bool) -> Outcome {
        let scope = &self.scopes[id.0 as usize];
        let captured = scope.captured();
        let (variables, function) = (scope.variables.clone(), scope.function.is_some());
        if captured > 0 {
            self.emit(Op::PushScope { size: captured as u16 });
            self.body.scopes += 1;
            self.body.exits.push(Exit::Scope);
        }
        let mut registers = Vec::with_capacity(variables.len());
        let given = if own { std::mem::take(&mut self.body.given) } else { Vec::new() };
        for variable in &variables {
            if variable.captured {
                registers.push(None);
                continue;
            }
            if let Some(argument) = given.iter().position(|name| *name == variable.name) {
                registers.push(Some(argument as Register));
                continue;
            }
            let register = self.temporary()?;
            registers.push(Some(register));
            match variable.kind {
                VariableKind::Let | VariableKind::Const | VariableKind::Using if variable.early => {
                    self.emit(Op::Empty { to: register });
                }
                VariableKind::Let
                | VariableKind::Const
                | VariableKind::Using
                | VariableKind::Import
                | VariableKind::Own
                | VariableKind::Implicit
                | VariableKind::DerivedThis => {}
                VariableKind::Var | VariableKind::Function => {
                    self.emit(Op::Undefined { to: register });
                }
            }
        }
        let names = variables.iter().filter(|variable| variable.captured).map(|variable| self.called(variable.name));
        let names = (captured > 0).then(|| names.collect());
        let kinds =
            variables.iter().filter(|variable| variable.captured).map(|variable| (variable.kind, variable.name));
        let captured = names.map(|names| {
            let around = self.body.captured();
            Rc::new(Captured { names, variables: kinds.collect(), function, around })
        });
        self.body.open.push(Open { id, registers, slots: captured.is_some(), captured });
        for (at, variable) in variables.iter().enumerate() {
            if variable.captured && matches!(variable.kind, VariableKind::Var | VariableKind::Function) {
                let from = self.temporary()?;
                self.emit(Op::Undefined { to: from });
                let slot = self.scopes[id.0 as usize].slot(at);
                self.emit(Op::SetSlot { from, depth: 0, slot });
                self.body.next -= 1;
            }
        }
        Ok(())
    }

    /// What is said of a variable: its name, or nothing where it is a value that has none.
    fn called(&self, name: Name) -> Text {
        match name {
            THIS => Text::from("this"),
            name => self.script.names.get(name.0 as usize).map_or_else(Text::empty, |name| Text::from(&**name)),
        }
    }

    /// Closes the innermost scope.
    pub fn close_scope(&mut self) {
        if let Some(open) = self.body.open.pop()
            && open.slots
        {
            self.emit(Op::PopScope);
            self.body.scopes -= 1;
            self.body.exits.pop();
        }
    }

    /// Where a name lives, seen from here.
    pub fn find(&self, name: Name, span: Span) -> Found {
        let mut depth = 0;
        let mut crossed = false;
        for body in std::iter::once(&self.body).chain(self.outer.iter().rev()) {
            for open in body.open.iter().rev() {
                let scope = &self.scopes[open.id.0 as usize];
                if let Some(at) = scope.find(name) {
                    let variable = scope.variables[at];
                    let place = match open.registers.get(at).copied().flatten() {
                        Some(register) if !crossed => Place::Register(register),
                        _ => Place::Slot { depth, slot: scope.slot(at) },
                    };
                    let lexical = variable.kind.is_lexical();
                    let check =
                        lexical && variable.early && (crossed || span.start < variable.ready || variable.ready == 0);
                    return Found { place, kind: variable.kind, check: check || (lexical && crossed) };
                }
                depth += u16::from(open.slots);
            }
            crossed = true;
        }
        Found { place: Place::Global, kind: VariableKind::Var, check: false }
    }

    /// Reads a name into `to`.
    pub fn read(&mut self, name: Name, span: Span, to: Register) {
        self.at(span.start);
        self.fetch(name, span, to);
        self.looked();
    }

    /// The same, found where what comes before is.
    pub fn fetch(&mut self, name: Name, span: Span, to: Register) {
        let found = self.find(name, span);
        match found.place {
            Place::Register(from) => {
                if found.check {
                    let key = self.key(name);
                    self.emit_at(span, Op::CheckInitialized { from, key });
                }
                if from != to {
                    self.emit(Op::Move { to, from });
                }
            }
            Place::Slot { depth, slot } => {
                self.emit(Op::GetSlot { to, depth, slot });
                if found.check {
                    let key = self.key(name);
                    self.emit_at(span, Op::CheckInitialized { from: to, key });
                }
            }
            Place::Global => {
                let key = self.key(name);
                self.emit_at(span, Op::GetGlobal { to, key });
            }
        }
        if found.kind == VariableKind::Import {
            let key = self.key(name);
            self.emit_at(span, Op::Follow { to, key });
        }
    }

    /// Assigns a name, as an assignment expression does.
    pub fn assign(&mut self, name: Name, span: Span, from: Register) -> Outcome {
        let found = self.find(name, span);
        if found.check {
            let to = self.temporary()?;
            self.fetch(name, span, to);
            self.body.next -= 1;
        }
        match (found.kind, found.place) {
            (VariableKind::Const | VariableKind::Import, _) => {
                self.emit_at(span, Op::ThrowConstant);
            }
            (VariableKind::Using, _) => {
                self.emit_at(span, Op::ThrowUsing);
            }
            (VariableKind::Own, _) => {
                if self.body.strict {
                    self.emit_at(span, Op::ThrowConstant);
                }
            }
            (_, Place::Register(to)) => {
                if to != from {
                    self.emit(Op::Move { to, from });
                }
            }
            (_, Place::Slot { depth, slot }) => {
                self.emit(Op::SetSlot { from, depth, slot });
            }
            (_, Place::Global) => {
                let key = self.key(name);
                self.emit_at(span, Op::SetGlobal { from, key });
            }
        }
        Ok(())
    }

    /// Gives a declared name its first value.
    pub fn initialize(&mut self, name: Name, span: Span, from: Register, lexical: bool) {
        match self.find(name, span).place {
            Place::Register(to) => {
                if to != from {
                    self.emit(Op::Move { to, from });
                }
            }
            Place::Slot { depth, slot } => {
                self.emit(Op::SetSlot { from, depth, slot });
            }
            Place::Global => {
                let key = self.key(name);
                let op = if lexical { Op::InitGlobal { from, key } } else { Op::SetGlobal { from, key } };
                self.emit_at(span, op);
            }
        }
    }
}
