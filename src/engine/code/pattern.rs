//! Destructuring and defaults. Not plain assignment.

use super::compiler::{Compiler, Exit, Outcome};
use super::instruction::{Op, Register};
use super::shorten::is_quiet;
use super::{Constant, Parted, Site};
use crate::syntax::ast::{
    ChainHead, Expression, ExpressionKind, LinkKind, Pattern, PatternElement, PatternKind, PropertyName,
};
use crate::syntax::message::{self, Message};

/// What is done with each name of a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// It gets its first value; `true` for `let` and `const`.
    Declare(bool),
    /// It is assigned.
    Assign,
}

impl Compiler<'_> {
    /// Replaces `undefined` in a register by a default.
    pub fn default_value(&mut self, register: Register, default: &Expression, target: &Pattern) -> Outcome {
        let skip = self.emit(Op::JumpUnlessUndefined { from: register, target: 0 });
        if let PatternKind::Identifier(name) = target.kind {
            let name = self.text(name);
            self.named(default, name, register)?;
        } else {
            self.into(default, register)?;
        }
        self.patch_here(&[skip]);
        Ok(())
    }

    /// Binds or assigns a value to a pattern.
    pub fn destructure(&mut self, pattern: &Pattern, from: Register, target: Target) -> Outcome {
        let mark = self.body.next;
        let (parted, within) = (self.body.parted.take(), self.body.within.take());
        let taken = self.body.taken.take();
        match &pattern.kind {
            PatternKind::Identifier(name) => match target {
                Target::Declare(false) | Target::Assign if self.is_dynamic(*name) => {
                    let holder = self.holder(*name, pattern.span)?;
                    self.store_held(holder, *name, pattern.span, from)?;
                }
                Target::Declare(lexical) => self.initialize(*name, pattern.span, from, lexical),
                Target::Assign => self.assign(*name, pattern.span, from)?,
            },
            PatternKind::Member(expression) => {
                let reference = self.reference_of_each(expression)?;
                self.store(reference, from, expression.span)?;
            }
            PatternKind::Array { elements, rest } => {
                let iterator = self.temporary()?;
                let _next = self.temporary()?;
                if let Some(parted) = parted {
                    self.note(Site::Parted(parted, parted));
                }
                self.emit_at(pattern.span, Op::Iterate { to: iterator, from });
                let value = self.temporary()?;
                let done = self.temporary()?;
                self.emit(Op::Boolean { to: done, value: false });
                let start = self.here();
                self.body.exits.push(Exit::Iterator { iterator, done, awaited: false, pattern: true });
                for element in elements {
                    self.array_element(pattern, element.as_ref(), iterator, value, done, target)?;
                }
                if let Some(rest) = rest {
                    self.rest_at(rest);
                    let reference = self.early_reference(rest)?;
                    let array = self.temporary()?;
                    self.emit(Op::Array { to: array });
                    let over = self.emit(Op::JumpIfTrue { from: done, target: 0 });
                    self.emit(Op::Boolean { to: done, value: true });
                    let round = self.here();
                    let live = self.body.next as Register;
                    self.emit(Op::Round { live });
                    self.emit_at(pattern.span, Op::Next { to: value, iterator });
                    let end = self.emit(Op::JumpIfEmpty { from: value, target: 0 });
                    self.emit(Op::Push { array, from: value });
                    self.emit(Op::Jump { target: round as u32 });
                    self.patch_here(&[over, end]);
                    self.put(rest, reference, array, target)?;
                }
                self.body.exits.pop();
                let end = self.here();
                let finished = self.emit(Op::JumpIfTrue { from: done, target: 0 });
                self.emit_at(pattern.span, Op::Close { iterator });
                let out = self.emit(Op::Jump { target: 0 });
                let landing = self.here();
                let thrown = value;
                let scopes = self.body.scopes;
                self.body.handlers.push(super::Handler {
                    start: start as u32,
                    end: end as u32,
                    target: landing as u32,
                    register: thrown,
                    scopes,
                });
                let rethrow = self.emit(Op::JumpIfTrue { from: done, target: 0 });
                self.emit(Op::CloseQuietly { iterator });
                self.patch_here(&[rethrow]);
                self.emit(Op::Throw { from: thrown });
                self.patch_here(&[finished, out]);
            }
            PatternKind::Object { properties, rest } => {
                let parted = parted.unwrap_or(Parted::Read);
                let (key, site) = match (properties.first(), within) {
                    (Some((name @ (PropertyName::Name(_) | PropertyName::Number(_)), element)), _) => {
                        (self.pattern_key(name), first_read(element, parted, target))
                    }
                    (None, Some((key, outer))) if rest.is_none() && parted == Parted::Read => {
                        (key, Site::Parted(outer, outer))
                    }
                    (Some(_), Some((key, outer))) if parted == Parted::Read => (key, Site::Parted(outer, outer)),
                    _ => (u32::MAX, Site::Parted(parted, parted)),
                };
                self.note(site);
                self.pattern_at(pattern);
                if let (u32::MAX, Some(at)) = (key, taken) {
                    self.caret(at);
                }
                self.emit_at(pattern.span, Op::RequireObject { from, key });
                let names = if rest.is_some() {
                    let names = self.temporary()?;
                    self.emit(Op::Array { to: names });
                    Some(names)
                } else {
                    None
                };
                for (name, element) in properties {
                    let inner = self.body.next;
                    let value = self.temporary()?;
                    if matches!(name, PropertyName::Computed(_)) {
                        self.early_target_at(&element.target);
                    }
                    let index = self.property_key(name, names)?;
                    self.target_at(&element.target);
                    let reference = self.early_reference(&element.target)?;
                    match (index, name) {
                        (Some(index), _) => {
                            self.emit_at(pattern.span, Op::GetIndex { to: value, object: from, index });
                        }
                        (None, PropertyName::Name(name)) => {
                            let key = self.short_key(*name)?;
                            self.emit_at(pattern.span, Op::GetMember { to: value, object: from, key });
                        }
                        (None, _) => {}
                    }
                    if matches!(element.target.kind, PatternKind::Object { .. }) {
                        self.body.within = Some((self.pattern_key(name), parted));
                    }
                    let names = self.names_mark();
                    if let PropertyName::Name(name) = name {
                        let name = self.text(*name);
                        self.push_literal_name(name);
                    }
                    self.element(element, reference, value, target)?;
                    self.forget_names(names);
                    self.release(inner);
                }
                if let (Some(rest), Some(names)) = (rest, names) {
                    let to = self.temporary()?;
                    self.target_at(rest);
                    let reference = self.early_reference(rest)?;
                    self.emit_at(rest.span, Op::CopyRest { to, from, names });
                    self.put(rest, reference, to, target)?;
                }
            }
        }
        self.release(mark);
        Ok(())
    }

    fn array_element(
        &mut self,
        pattern: &Pattern,
        element: Option<&PatternElement>,
        iterator: Register,
        value: Register,
        done: Register,
        target: Target,
    ) -> Outcome {
        let mark = self.body.next;
        if let Some(element) = element {
            self.target_at(&element.target);
        }
        let reference = element.map_or(Ok(None), |element| self.early_reference(&element.target))?;
        self.emit(Op::Undefined { to: value });
        let over = self.emit(Op::JumpIfTrue { from: done, target: 0 });
        // While `next` runs, a throw must not close the iterator.
        self.emit(Op::Boolean { to: done, value: true });
        self.emit_at(pattern.span, Op::Next { to: value, iterator });
        let ended = self.emit(Op::JumpIfEmpty { from: value, target: 0 });
        self.emit(Op::Boolean { to: done, value: false });
        let have = self.emit(Op::Jump { target: 0 });
        self.patch_here(&[ended]);
        self.emit(Op::Undefined { to: value });
        self.patch_here(&[over, have]);
        if let Some(element) = element {
            self.element(element, reference, value, target)?;
        }
        self.release(mark);
        Ok(())
    }

    fn element(
        &mut self,
        element: &PatternElement,
        reference: Option<Reference>,
        value: Register,
        target: Target,
    ) -> Outcome {
        if let Some(default) = &element.default {
            let within = self.body.within.take();
            let names = self.names_mark();
            self.push_target(&element.target);
            self.default_value(value, default, &element.target)?;
            self.infer(default);
            self.forget_names(names);
            self.body.within = within;
            if matches!(element.target.kind, PatternKind::Object { .. }) {
                self.body.parted = Some(Parted::Declared(default.span));
                self.body.taken = Some(self.spot_of(default));
            }
        }
        self.put(&element.target, reference, value, target)
    }

    /// The key of a property that is not computed, as messages name it.
    fn pattern_key(&mut self, name: &PropertyName) -> u32 {
        match name {
            PropertyName::Name(name) => self.key(*name),
            PropertyName::Number(number) => {
                self.body.keys.push(number.to_string().into());
                self.body.keys.len() as u32 - 1
            }
            _ => u32::MAX,
        }
    }

    /// A property as a target is evaluated before its value is fetched.
    fn early_reference(&mut self, target: &Pattern) -> Outcome<Option<Reference>> {
        match &target.kind {
            PatternKind::Member(expression) => self.reference(expression).map(Some),
            _ => Ok(None),
        }
    }

    /// A property that a loop fills.
    pub fn reference_of_each(&mut self, target: &Expression) -> Outcome<Reference> {
        let reference = self.reference(target)?;
        if let Reference::Nothing = reference {
            self.refuse_target(&message::INVALID_LHS_IN_FOR, target.span);
        }
        Ok(reference)
    }

    fn put(&mut self, pattern: &Pattern, reference: Option<Reference>, from: Register, target: Target) -> Outcome {
        match reference {
            Some(reference) => self.store(reference, from, pattern.span),
            None => self.destructure(pattern, from, target),
        }
    }

    /// A pattern's property key, unless it is a plain name that nobody else asks for.
    fn property_key(&mut self, name: &PropertyName, names: Option<Register>) -> Outcome<Option<Register>> {
        if matches!(name, PropertyName::Name(_)) && names.is_none() {
            return Ok(None);
        }
        let index = self.temporary()?;
        self.property_name(name, index)?;
        if let Some(array) = names {
            self.emit(Op::Push { array, from: index });
        }
        Ok(Some(index))
    }

    /// Evaluates an assignment's target as far as it comes before its right side.
    pub fn reference(&mut self, target: &Expression) -> Outcome<Reference> {
        self.reference_before(target, false)
    }

    /// The same; `quiet` says that what is evaluated before it is used assigns no register.
    pub fn reference_before(&mut self, target: &Expression, quiet: bool) -> Outcome<Reference> {
        match &target.kind {
            ExpressionKind::Identifier(name) => self.name_reference(*name, target.span),
            ExpressionKind::Parenthesized(inner) => self.reference_before(inner, quiet),
            ExpressionKind::Chain { head, links } => {
                let Some((last, before)) = links.split_last() else { return Ok(Reference::Nothing) };
                if let (ChainHead::Expression(head), true, true) = (&**head, quiet, before.is_empty())
                    && let Some(object) = self.readable(head)
                {
                    self.at(head.span.start);
                    self.looked();
                    match &last.kind {
                        LinkKind::Member(name) => return Ok(Reference::Member(object, self.short_key(*name)?)),
                        LinkKind::Index(index) if is_quiet(index) => {
                            return Ok(Reference::Index(object, self.operand(index)?));
                        }
                        _ => {}
                    }
                }
                let object = self.temporary()?;
                if before.is_empty()
                    && let ChainHead::Super(span) = &**head
                    && matches!(last.kind, LinkKind::Member(_) | LinkKind::Index(_))
                {
                    let (_this, _index) = (self.temporary()?, self.temporary()?);
                    self.super_reference(*span, last, object)?;
                    return Ok(Reference::Super(object));
                }
                match &last.kind {
                    LinkKind::Member(name) => {
                        self.chain_into(head, before, target.span, object)?;
                        Ok(Reference::Member(object, self.short_key(*name)?))
                    }
                    LinkKind::Index(index) => {
                        self.chain_into(head, before, target.span, object)?;
                        let register = self.temporary()?;
                        self.into(index, register)?;
                        Ok(Reference::Index(object, register))
                    }
                    LinkKind::Private(private) => {
                        self.chain_into(head, before, target.span, object)?;
                        let name = self.temporary()?;
                        self.read(*private, last.span, name);
                        Ok(Reference::Private(object, name))
                    }
                    LinkKind::Call(_) | LinkKind::Template(_) => {
                        // What V8 finds out only when it gets there.
                        self.chain_into(head, links, target.span, object)?;
                        Ok(Reference::Nothing)
                    }
                }
            }
            _ => Ok(Reference::Nothing),
        }
    }

    /// Reads what a reference refers to.
    pub fn load_reference(&mut self, reference: Reference, span: crate::span::Span, to: Register) -> Outcome {
        match reference {
            Reference::Name(name) => self.fetch(name, span, to),
            Reference::Held(holder, name) => self.load_held(holder, name, span, to, false)?,
            Reference::Member(object, key) => {
                self.emit_at(span, Op::GetMember { to, object, key });
            }
            Reference::Index(object, index) => {
                self.emit_at(span, Op::GetIndex { to, object, index });
            }
            Reference::Private(object, name) => {
                self.emit_at(span, Op::GetPrivate { to, object, name });
            }
            Reference::Super(base) => {
                self.emit_at(span, Op::GetSuper { to, base });
            }
            Reference::Nothing => {}
        }
        Ok(())
    }

    /// Throws that a target is none: V8 allows calls as targets until it gets to them.
    pub fn refuse_target(&mut self, message: &Message, span: crate::span::Span) {
        let message = self.constant(Constant::String(message.text(0).into()));
        self.emit_at(span, Op::ThrowReference { message });
    }

    /// Assigns what a reference refers to.
    pub fn store(&mut self, reference: Reference, from: Register, span: crate::span::Span) -> Outcome {
        match reference {
            Reference::Name(name) => self.assign(name, span, from)?,
            Reference::Held(holder, name) => self.store_held(holder, name, span, from)?,
            Reference::Member(object, key) => {
                self.emit_at(span, Op::SetMember { object, key, from });
            }
            Reference::Index(object, index) => {
                self.emit_at(span, Op::SetIndex { object, index, from });
            }
            Reference::Private(object, name) => {
                self.emit_at(span, Op::SetPrivate { object, name, from });
            }
            Reference::Super(base) => {
                self.emit_at(span, Op::SetSuper { base, from });
            }
            Reference::Nothing => {}
        }
        Ok(())
    }
}

/// What is said of the value whose first property an element is.
fn first_read(element: &PatternElement, parted: Parted, target: Target) -> Site {
    use PatternKind as K;
    match (&element.target.kind, &element.default) {
        (K::Object { .. }, Some(default)) => Site::Parted(Parted::Declared(default.span), Parted::Read),
        (_, Some(_)) => Site::Parted(Parted::Read, Parted::Read),
        (K::Object { .. } | K::Array { .. }, None) => Site::Parted(parted, Parted::Read),
        (K::Member(_), None) if target == Target::Assign => Site::Parted(Parted::Read, parted),
        _ => Site::Parted(parted, parted),
    }
}

/// An assignment's target, evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reference {
    Name(crate::syntax::ast::Name),
    /// A name that an object had, if it is one, else a scope.
    Held(Register, crate::syntax::ast::Name),
    Member(Register, u16),
    Index(Register, Register),
    Private(Register, Register),
    /// `super[x]`: the object looked up on, `this` and the key, side by side.
    Super(Register),
    /// No target: a call, which has been carried out.
    Nothing,
}
