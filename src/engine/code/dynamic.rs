//! Names that only a run can place: those inside `with`, and beside variables that `eval` declares (ECMAScript 9.1.1.2, 19.2.1.3).
//! Not names that scopes declare.

use std::rc::Rc;

use super::body::{Captured, Constant, EvalSite};
use super::compiler::{Body, Compiler, Open, Outcome, Refusal, ThisBinding};
use super::instruction::{Op, Register};
use super::scope::{EVALUATED, Scope, WITH, is_special};
use crate::span::Span;
use crate::syntax::ast::{Link, LinkKind, Name, ScopeId};
use crate::syntax::message;
use crate::text::Text;

/// An object that is looked at before what a scope declares.
#[derive(Clone, Copy)]
struct Object {
    depth: u16,
    slot: u16,
    /// Whether it is that of a `with`, which methods found in it get as their `this`.
    with: bool,
}

impl Compiler<'_> {
    /// The objects whose properties may be a name, innermost first.
    fn objects(&self, name: Name) -> Vec<Object> {
        let mut objects = Vec::new();
        if !self.dynamic
            || is_special(name)
            || self.script.names.get(name.0 as usize).is_none_or(|name| name.starts_with('#'))
        {
            return objects;
        }
        let mut depth = 0;
        for body in std::iter::once(&self.body).chain(self.outer.iter().rev()) {
            for open in body.open.iter().rev() {
                let scope = &self.scopes[open.id.0 as usize];
                if scope.find(name).is_some() {
                    return objects;
                }
                if let Some(at) = scope.object() {
                    let with = scope.variables[at].name == WITH;
                    objects.push(Object { depth, slot: scope.slot(at), with });
                }
                depth += u16::from(open.slots);
            }
        }
        objects
    }

    /// Whether only a run can place a name.
    pub fn is_dynamic(&self, name: Name) -> bool {
        self.dynamic && !self.objects(name).is_empty()
    }

    /// The object that has a name now, or `undefined`, and behind it what calls of it get as their `this`.
    pub fn holder(&mut self, name: Name, span: Span) -> Outcome<Register> {
        self.holder_beyond(name, span, 0)
    }

    /// The same looked for outside so many of the open scopes, which are not asked.
    pub fn holder_beyond(&mut self, name: Name, span: Span, hidden: u16) -> Outcome<Register> {
        let holder = self.temporary()?;
        let this = self.temporary()?;
        let key = self.short_key(name)?;
        let mut found = Vec::new();
        for Object { depth, slot, with } in self.objects(name) {
            self.emit(Op::GetSlot { to: holder, depth: depth + hidden, slot });
            self.emit_at(span, Op::HasBinding { to: this, object: holder, key });
            let next = self.emit(Op::JumpIfFalse { from: this, target: 0 });
            if with {
                self.emit(Op::Move { to: this, from: holder });
            } else {
                self.emit(Op::Undefined { to: this });
            }
            found.push(self.emit(Op::Jump { target: 0 }));
            self.patch_here(&[next]);
        }
        self.emit(Op::Undefined { to: holder });
        self.emit(Op::Undefined { to: this });
        self.patch_here(&found);
        Ok(holder)
    }

    /// Does one thing where a holder has the name, and another where none has.
    pub fn if_held(
        &mut self,
        holder: Register,
        held: impl FnOnce(&mut Self) -> Outcome,
        free: impl FnOnce(&mut Self) -> Outcome,
    ) -> Outcome {
        let none = self.emit(Op::JumpIfNullish { from: holder, target: 0 });
        held(self)?;
        let over = self.emit(Op::Jump { target: 0 });
        self.patch_here(&[none]);
        free(self)?;
        self.patch_here(&[over]);
        Ok(())
    }

    /// Reads what a holder, if there is one, or else a scope has under a name.
    pub fn load_held(&mut self, holder: Register, name: Name, span: Span, to: Register, or_nothing: bool) -> Outcome {
        let key = self.short_key(name)?;
        let held = |it: &mut Self| {
            it.emit_at(span, Op::GetBinding { to, object: holder, key });
            Ok(())
        };
        let free = |it: &mut Self| {
            if or_nothing && matches!(it.find(name, span).place, super::compiler::Place::Global) {
                let key = it.key(name);
                it.emit_at(span, Op::FindGlobal { to, key });
            } else {
                it.fetch(name, span, to);
            }
            Ok(())
        };
        self.if_held(holder, held, free)
    }

    /// Assigns it.
    pub fn store_held(&mut self, holder: Register, name: Name, span: Span, from: Register) -> Outcome {
        let key = self.short_key(name)?;
        let held = |it: &mut Self| {
            it.emit_at(span, Op::SetBinding { object: holder, key, from });
            Ok(())
        };
        self.if_held(holder, held, |it| it.assign(name, span, from))
    }

    /// `delete name`
    pub fn delete_held(&mut self, name: Name, span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        let holder = self.holder(name, span)?;
        let held = |it: &mut Self| {
            let index = it.temporary()?;
            let text = it.text(name);
            it.load(Constant::String(text), index);
            it.emit_at(span, Op::Delete { to, object: holder, index });
            Ok(())
        };
        let free = |it: &mut Self| {
            it.delete_declared(name, span, to);
            Ok(())
        };
        self.if_held(holder, held, free)?;
        self.release(mark);
        Ok(())
    }

    /// The place of a call of `eval` by its name, if that is one.
    pub fn eval_site(&mut self, links: &[Link]) -> Outcome<Option<u16>> {
        let Some(Link { kind: LinkKind::Call(_), span, .. }) = links.first() else { return Ok(None) };
        let Some(&permissions) = self.script.evals.get(&span.start) else { return Ok(None) };
        self.body.evals.push(EvalSite { around: self.body.captured(), permissions });
        u16::try_from(self.body.evals.len() - 1).map(Some).map_err(|_| Refusal {
            message: "this function calls eval more often than slabscope has room for".to_owned(),
            span: *span,
            early: false,
        })
    }

    /// Puts scopes that exist already around what is compiled.
    pub fn put_around(&mut self, around: Option<Rc<Captured>>) {
        let chain: Vec<_> = Captured::outwards(around.as_ref()).collect();
        let names = &self.script.names;
        let known: std::collections::HashMap<&str, Name> =
            names.iter().enumerate().map(|(at, name)| (&**name, Name(at as u32))).collect();
        let mut body = Body::new(false, ThisBinding::Own);
        for captured in chain.iter().rev() {
            let mut scope = Scope::default();
            scope.function = captured.function.then_some(false);
            for (at, (text, &(kind, name))) in captured.names.iter().zip(&captured.variables).enumerate() {
                // What the new code does not mention has no name in it.
                let unknown = Name(0x4000_0000 + at as u32);
                let special = is_special(name) || name == EVALUATED || name == WITH;
                let name = if special { name } else { *known.get(text.to_string().as_str()).unwrap_or(&unknown) };
                let at = scope.declare(name, kind, 0);
                scope.variables[at].captured = true;
                scope.variables[at].early = kind.is_lexical();
            }
            let id = ScopeId(self.scopes.len() as u32);
            self.dynamic |= scope.object().is_some();
            self.scopes.push(scope);
            let registers = Vec::new();
            body.open.push(Open { id, registers, slots: true, captured: Some(Rc::clone(captured)) });
        }
        self.outer.push(body);
        self.body.around = around;
    }

    /// Declares what sloppy code that `eval` runs declares in the function around it: in its object, which is made now if there is
    /// none. The names that are left are global; nothing where a scope between has one of them (ECMAScript `EvalDeclarationInstantiation`).
    pub fn declare_around(&mut self, names: &[(Name, Span)]) -> Outcome<bool> {
        let own = u16::from(self.body.open.iter().any(|open| open.slots));
        let mut object = None;
        let around = self.outer.iter().rev().flat_map(|body| body.open.iter().rev());
        for (depth, open) in (own..).zip(around) {
            let scope = &self.scopes[open.id.0 as usize];
            let lexical = |name: &Name| scope.find(*name).is_some_and(|at| scope.variables[at].kind.is_lexical());
            if let Some(&(name, span)) = names.iter().find(|(name, _)| lexical(name)) {
                let message = message::VARIABLE_REDECLARATION.text(0).replace('%', self.script.name(name));
                return Err(Refusal { message, span, early: true });
            }
            if scope.function.is_some() {
                object = scope.find(EVALUATED).map(|at| (depth, scope.slot(at), open.id));
                break;
            }
        }
        let Some((depth, slot, scope)) = object else { return Ok(false) };
        let mark = self.body.next;
        let holder = self.temporary()?;
        self.emit(Op::GetSlot { to: holder, depth, slot });
        let made = self.emit(Op::JumpUnlessNullish { from: holder, target: 0 });
        let null = self.temporary()?;
        self.emit(Op::Object { to: holder });
        self.emit(Op::Null { to: null });
        self.emit(Op::SetPrototype { object: holder, from: null });
        self.emit(Op::SetSlot { from: holder, depth, slot });
        self.patch_here(&[made]);
        for &(name, span) in names {
            if self.scopes[scope.0 as usize].find(name).is_some() {
                continue;
            }
            let key = self.short_key(name)?;
            let has = self.temporary()?;
            self.emit_at(span, Op::HasBinding { to: has, object: holder, key });
            let there = self.emit(Op::JumpIfTrue { from: has, target: 0 });
            self.emit(Op::Undefined { to: has });
            self.emit_at(span, Op::DefineMember { object: holder, key, from: has });
            self.patch_here(&[there]);
        }
        self.release(mark);
        Ok(true)
    }

    /// Opens the scope of a `with`, which is its object.
    pub fn open_with(&mut self, scope: ScopeId, object: Register, span: Span) -> Outcome {
        self.emit_at(span, Op::ToObject { to: object, from: object });
        self.open_scope(scope, false)?;
        self.emit(Op::SetSlot { from: object, depth: 0, slot: 0 });
        Ok(())
    }
}

impl EvalSite {
    /// The private names known there.
    pub fn private_names(&self) -> Vec<String> {
        let names = Captured::outwards(self.around.as_ref()).flat_map(|captured| &captured.names);
        names.map(Text::to_string).filter(|name| name.starts_with('#')).collect()
    }
}
