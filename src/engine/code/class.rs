//! Classes: their constructor, members, fields and private names, and `super`. Not functions as such.

use std::rc::Rc;

use super::body::STATIC_INITIALIZER;
use super::compiler::{Body, Compiler, Outcome, ThisBinding};
use super::instruction::{Definition, Op, Register};
use super::scope::{CALLEE, HOME, NEW_TARGET, THIS, VariableKind, kept_name};
use super::{ClassKind, Code, Constant};
use crate::span::Span;
use crate::syntax::ast::{
    ChainHead, Class, ClassMemberKind, Function, Link, LinkKind, MethodKind, PropertyName, StatementKind,
};
use crate::text::Text;

/// Where a class without a name of its own takes it from.
pub(super) enum Naming {
    /// The place it stands in.
    Text(Text),
    /// A computed key.
    Key(Register),
}

/// A part of a class that runs when an instance or the class itself is made.
enum Part<'a> {
    Field(&'a PropertyName, Option<&'a Function>),
    Block(&'a Function),
}

impl Compiler<'_> {
    /// A class as a value (ECMAScript `ClassDefinitionEvaluation`).
    pub fn class(&mut self, class: &Class, naming: Naming, to: Register) -> Outcome {
        let mark = self.body.next;
        let strict = std::mem::replace(&mut self.body.strict, true);
        self.open_scope(class.scope, false)?;
        self.class_opens();
        self.private_names(class)?;
        let base = self.temporary()?;
        let prototype = self.temporary()?;
        match &class.heritage {
            Some(heritage) => self.into(heritage, base)?,
            None => {
                self.emit(Op::Empty { to: base });
            }
        }
        let name = match (&class.name, &naming) {
            (Some(own), _) => self.text(own.name),
            (None, Naming::Text(name)) => name.clone(),
            (None, Naming::Key(_)) => Text::empty(),
        };
        let waits = name.is_empty();
        let code = self.constructor(class, name)?;
        let function = self.add_function(code);
        if waits {
            self.await_name();
        }
        let place = class.heritage.as_ref().map_or(class.span, |heritage| heritage.span);
        self.emit_at(place, Op::Class { base, function });
        if let (None, Naming::Key(index)) = (&class.name, naming) {
            self.emit(Op::NameFunction { function: base, index });
        }
        let mut of_class = Vec::new();
        let mut of_instance = Vec::new();
        for member in &class.members {
            let inner = self.body.next;
            let object = if member.is_static { base } else { prototype };
            let parts = if member.is_static { &mut of_class } else { &mut of_instance };
            match &member.kind {
                ClassMemberKind::Method { name, kind, function } => {
                    self.class_method(name, *kind, function, object, member.is_static)?;
                }
                ClassMemberKind::Field { name, value } => {
                    parts.push(Part::Field(name, value.as_deref()));
                    if let PropertyName::Computed(key) = name {
                        let index = self.temporary()?;
                        self.property_name(name, index)?;
                        self.initialize(kept_name(key.span), key.span, index, false);
                    }
                }
                ClassMemberKind::StaticBlock(block) => parts.push(Part::Block(block)),
            }
            self.release(inner);
        }
        if let Some(name) = class.name {
            self.initialize(name.name, name.span, base, true);
        }
        if has_instance_elements(class) {
            let from = self.temporary()?;
            let code = self.initializer(class, &of_instance, false)?;
            self.closure_of(code, from);
            self.emit(Op::SetHome { function: from, home: prototype });
            self.emit(Op::SetFields { class: base, from });
        }
        if !of_class.is_empty() {
            let callee = self.temporary()?;
            let this = self.temporary()?;
            let code = self.initializer(class, &of_class, true)?;
            self.closure_of(code, callee);
            self.emit(Op::SetHome { function: callee, home: base });
            self.emit(Op::Move { to: this, from: base });
            self.emit_at(class.span, Op::Call { to: callee, base: callee, count: 0 });
        }
        self.emit(Op::Move { to, from: base });
        self.close_scope();
        self.body.strict = strict;
        self.release(mark);
        Ok(())
    }

    /// Makes the class's private names.
    fn private_names(&mut self, class: &Class) -> Outcome {
        let shown = class.name.map_or_else(|| Text::from("anonymous"), |own| self.text(own.name)).to_string();
        let mut made = Vec::new();
        for member in &class.members {
            let (private, is_method) = match &member.kind {
                ClassMemberKind::Method { name: PropertyName::Private(name), .. } => (*name, true),
                ClassMemberKind::Field { name: PropertyName::Private(name), .. } => (*name, false),
                _ => continue,
            };
            // A getter and its setter share a name.
            if made.contains(&private) {
                continue;
            }
            made.push(private);
            let key = self.short_key(private)?;
            let brand = match (is_method, member.is_static) {
                (false, _) => u16::MAX,
                (true, false) => self.text_key(format!("an instance of class {shown}").into())?,
                (true, true) => self.text_key(format!("class {shown}").into())?,
            };
            let to = self.temporary()?;
            self.emit(Op::PrivateName { to, key, brand });
            self.initialize(private, class.span, to, false);
            self.body.next -= 1;
        }
        Ok(())
    }

    fn constructor(&mut self, class: &Class, name: Text) -> Outcome<Code> {
        let kind = if class.heritage.is_some() { ClassKind::Derived } else { ClassKind::Base };
        let fields = kind == ClassKind::Base && has_instance_elements(class);
        let code = if let Some(function) = &class.constructor {
            self.function(function, Some(name.clone()), fields)?
        } else {
            let (body, rest) = self.within_body(Body::new(true, ThisBinding::Own), |this| match kind {
                ClassKind::Base => this.default_constructor(fields, class.span.start),
                ClassKind::Derived => this.default_derived_constructor(class.span),
            })?;
            Code { rest, ..body.code(class.span, Rc::clone(&self.source)) }
        };
        Ok(Code { name, class: Some(kind), span: class.span, ..code })
    }

    fn default_constructor(&mut self, fields: bool, place: u32) -> Outcome<Option<Register>> {
        self.at(place);
        if fields {
            self.run_fields()?;
        }
        let from = self.temporary()?;
        self.emit(Op::Undefined { to: from });
        self.emit(Op::Return { from });
        Ok(None)
    }

    /// `constructor(...args) { super(...args) }`, without asking arrays how they iterate.
    fn default_derived_constructor(&mut self, span: Span) -> Outcome<Option<Register>> {
        let rest = self.temporary()?;
        let class = self.temporary()?;
        let base = self.temporary()?;
        let target = self.temporary()?;
        let array = self.temporary()?;
        self.at(span.start);
        self.emit(Op::Callee { to: class });
        self.emit(Op::SuperConstructor { to: base, class });
        self.emit(Op::NewTarget { to: target });
        self.emit(Op::Move { to: array, from: rest });
        self.emit_at(span, Op::SuperCallSpread { base, class });
        self.emit_at(span, Op::RunFields { this: base, class });
        self.emit(Op::Return { from: base });
        Ok(Some(rest))
    }

    /// Lets the class of the running constructor define the fields of `this`.
    pub fn run_fields(&mut self) -> Outcome {
        let this = self.temporary()?;
        let class = self.temporary()?;
        self.emit(Op::This { to: this });
        self.emit(Op::Callee { to: class });
        self.emit(Op::RunFields { this, class });
        self.body.next -= 2;
        Ok(())
    }

    fn class_method(
        &mut self,
        name: &PropertyName,
        kind: MethodKind,
        function: &Function,
        object: Register,
        is_static: bool,
    ) -> Outcome {
        let index = self.temporary()?;
        let from = self.temporary()?;
        let shown = kind;
        let kind = match kind {
            MethodKind::Method => Definition::Method,
            MethodKind::Getter => Definition::Getter,
            MethodKind::Setter => Definition::Setter,
        };
        let PropertyName::Private(private) = name else {
            let shown = self.method_name(name, shown);
            self.property_name(name, index)?;
            self.method(function, shown, object, from)?;
            self.emit_at(function.span, Op::DefineMethod { object, index, from, kind });
            return Ok(());
        };
        let shown = self.text(*private);
        let shown = match kind {
            Definition::Getter => format!("get {shown}").into(),
            Definition::Setter => format!("set {shown}").into(),
            _ => shown,
        };
        self.method(function, Some(shown), object, from)?;
        if is_static {
            self.read(*private, function.span, index);
            self.emit_at(function.span, Op::DefinePrivate { object, name: index, from, kind });
        } else {
            self.initialize(kept_name(function.span), function.span, from, false);
        }
        Ok(())
    }

    /// The function that makes an instance's private methods and fields, or a class's static fields and blocks.
    fn initializer(&mut self, class: &Class, parts: &[Part], is_static: bool) -> Outcome<Code> {
        let (body, ()) = self.within_body(Body::new(true, ThisBinding::Own), |this| {
            let object = this.temporary()?;
            this.emit(Op::This { to: object });
            if !is_static {
                this.private_methods(class, object)?;
            }
            for part in parts {
                let mark = this.body.next;
                match part {
                    Part::Field(name, value) => this.field(name, *value, object)?,
                    Part::Block(block) => this.inline(block, |this| {
                        this.functions_first(&block.body)?;
                        this.statements(&block.body)
                    })?,
                }
                this.release(mark);
            }
            let from = this.temporary()?;
            this.emit(Op::Undefined { to: from });
            this.emit(Op::Return { from });
            Ok(())
        })?;
        let name = if is_static { STATIC_INITIALIZER } else { "<instance_members_initializer>" };
        Ok(Code { name: Text::from(name), ..body.code(class.span, Rc::clone(&self.source)) })
    }

    fn private_methods(&mut self, class: &Class, object: Register) -> Outcome {
        for member in &class.members {
            let ClassMemberKind::Method { name: PropertyName::Private(private), kind, function } = &member.kind else {
                continue;
            };
            if member.is_static {
                continue;
            }
            let name = self.temporary()?;
            let from = self.temporary()?;
            self.fetch(*private, function.span, name);
            self.fetch(kept_name(function.span), function.span, from);
            let kind = match kind {
                MethodKind::Method => Definition::Method,
                MethodKind::Getter => Definition::Getter,
                MethodKind::Setter => Definition::Setter,
            };
            self.emit_at(function.span, Op::DefinePrivate { object, name, from, kind });
            self.body.next -= 2;
        }
        Ok(())
    }

    fn field(&mut self, name: &PropertyName, value: Option<&Function>, object: Register) -> Outcome {
        let index = self.temporary()?;
        let from = self.temporary()?;
        let span = value.map_or(Span::default(), |value| value.span);
        match name {
            PropertyName::Computed(key) => self.fetch(kept_name(key.span), key.span, index),
            PropertyName::Private(private) => self.fetch(*private, span, index),
            _ => self.property_name(name, index)?,
        }
        match value {
            None => {
                self.emit(Op::Undefined { to: from });
            }
            Some(value) => self.inline(value, |this| {
                let Some(StatementKind::Return(Some(expression))) = value.body.first().map(|first| &first.kind) else {
                    return Ok(());
                };
                let names = this.names_mark();
                match name {
                    PropertyName::Name(name) | PropertyName::Private(name) => {
                        let name = this.text(*name);
                        this.push_literal_name(name.clone());
                        this.named(expression, name, from)?;
                    }
                    _ => this.named_by_key(expression, index, from)?,
                }
                this.infer(expression);
                this.forget_names(names);
                Ok(())
            })?,
        }
        if let PropertyName::Private(_) = name {
            self.emit_at(span, Op::DefinePrivate { object, name: index, from, kind: Definition::Field });
        } else {
            self.emit_at(span, Op::DefineField { object, index, from });
        }
        Ok(())
    }

    /// The body of an initialiser inside the function that runs them all.
    fn inline(&mut self, function: &Function, inside: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.open_scope(function.scope, true)?;
        self.implicits(function.scope)?;
        if function.body_scope != function.scope {
            self.open_scope(function.body_scope, false)?;
        }
        inside(self)?;
        if function.body_scope != function.scope {
            self.close_scope();
        }
        self.close_scope();
        Ok(())
    }

    /// The first link after `super`: whether it is a call. The value goes to `callee`.
    pub fn super_link(
        &mut self,
        place: Span,
        links: &[Link],
        span: Span,
        (callee, this): (Register, Register),
    ) -> Outcome<bool> {
        let Some(link) = links.first() else { return Ok(false) };
        if let LinkKind::Call(arguments) = &link.kind {
            let mark = self.body.next;
            let class = self.temporary()?;
            self.special(CALLEE, place, class);
            let base = self.temporary()?;
            self.emit(Op::SuperConstructor { to: base, class });
            let target = self.temporary()?;
            self.special(NEW_TARGET, place, target);
            let op = match self.arguments(arguments, place.start)? {
                Some(count) => Op::SuperCall { base, count, class },
                None => Op::SuperCallSpread { base, class },
            };
            let span = Span { end: link.span.end, ..span };
            self.at(place.start);
            self.emit_at(span, op);
            self.read(THIS, place, this);
            self.emit_at(span, Op::CheckNoThis { from: this });
            if self.find(THIS, place).kind == VariableKind::DerivedThis {
                self.initialize(THIS, place, base, false);
            }
            self.emit(Op::Move { to: callee, from: base });
            self.emit_at(span, Op::RunFields { this: base, class });
            self.release(mark);
            return Ok(true);
        }
        let mark = self.body.next;
        let base = self.temporary()?;
        let _this = self.temporary()?;
        let _index = self.temporary()?;
        self.super_reference(place, link, base)?;
        let found = self.link_spot(&ChainHead::Super(place), &links[..1]);
        self.at(found);
        self.emit_at(link.span, Op::GetSuper { to: callee, base });
        self.emit(Op::Move { to: this, from: base + 1 });
        self.release(mark);
        Ok(false)
    }

    /// `super.x` as far as it is evaluated before it is read: the object at `base`, `this` and the key behind it.
    pub fn super_reference(&mut self, place: Span, link: &Link, base: Register) -> Outcome {
        self.this(place, base + 1);
        match &link.kind {
            LinkKind::Index(expression) => self.into(expression, base + 2)?,
            LinkKind::Member(name) => {
                let text = self.text(*name);
                let index = self.constant(Constant::String(text));
                self.emit(Op::Constant { to: base + 2, index });
            }
            _ => {}
        }
        self.special(HOME, place, base);
        self.emit(Op::SuperBase { to: base, home: base });
        Ok(())
    }
}

/// Whether making an instance runs anything beside the constructor.
fn has_instance_elements(class: &Class) -> bool {
    class.members.iter().any(|member| {
        !member.is_static
            && matches!(
                member.kind,
                ClassMemberKind::Field { .. } | ClassMemberKind::Method { name: PropertyName::Private(_), .. }
            )
    })
}
