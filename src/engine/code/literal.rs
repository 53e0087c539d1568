//! Numbers, texts, templates, arrays and objects as they are written. Not functions and classes.

use super::compiler::{Compiler, Outcome};
use super::instruction::{Op, Register};
use super::site::has_question;
use super::{Constant, Site};
use crate::syntax::ast::{ArrayElement, Expression, MethodKind, ObjectMember, PropertyName};
use crate::text::Text;

impl Compiler<'_> {
    pub(super) fn number(&mut self, number: f64, to: Register) {
        let value = number as i32;
        if f64::from(value) == number && (number != 0.0 || number.is_sign_positive()) {
            self.emit(Op::Integer { to, value });
        } else {
            self.load(Constant::Number(number), to);
        }
    }

    pub(super) fn load(&mut self, constant: Constant, to: Register) {
        let index = self.constant(constant);
        self.emit(Op::Constant { to, index });
    }

    pub(super) fn template(&mut self, texts: &[Text], values: &[Expression], to: Register) -> Outcome {
        let Some(last) = values.last() else {
            self.load(Constant::String(texts[0].clone()), to);
            return Ok(());
        };
        let base = self.body.next as Register;
        let mut count = 0;
        let mut values = values.iter();
        for text in texts {
            if !text.is_empty() {
                let part = self.temporary()?;
                self.load(Constant::String(text.clone()), part);
                count += 1;
            }
            if let Some(value) = values.next() {
                let part = self.temporary()?;
                self.into(value, part)?;
                self.emit_at(value.span, Op::ToPart { to: part, from: part });
                count += 1;
            }
        }
        self.emit_at(last.span, Op::Join { to, base, count });
        Ok(())
    }

    pub(super) fn array(&mut self, elements: &[ArrayElement], to: Register) -> Outcome {
        let array = self.temporary()?;
        self.emit(Op::Array { to: array });
        for element in elements {
            let mark = self.body.next;
            match element {
                ArrayElement::Hole => {
                    self.emit(Op::PushHole { array });
                }
                ArrayElement::Value(value) => {
                    let from = self.operand(value)?;
                    self.emit(Op::Push { array, from });
                }
                ArrayElement::Spread(value) => {
                    self.part_at(value);
                    let from = self.iterated(value)?;
                    self.note(if has_question(value) { Site::Optional } else { Site::Spread });
                    self.emit_at(value.span, Op::PushAll { array, from });
                }
            }
            self.release(mark);
        }
        self.emit(Op::Move { to, from: array });
        Ok(())
    }

    /// A property's name, as a key.
    pub fn property_name(&mut self, name: &PropertyName, to: Register) -> Outcome {
        match name {
            PropertyName::Name(name) | PropertyName::Private(name) => {
                let text = self.text(*name);
                self.load(Constant::String(text), to);
            }
            PropertyName::Number(number) => self.number(*number, to),
            PropertyName::Computed(expression) => {
                let start = self.here();
                self.into(expression, to)?;
                self.unfound(start);
                self.emit_at(expression.span, Op::ToKey { to, from: to });
            }
        }
        Ok(())
    }

    /// What a method is called in the source.
    pub fn method_name(&self, name: &PropertyName, kind: MethodKind) -> Option<Text> {
        let PropertyName::Name(name) = name else { return None };
        let name = self.script.name(*name);
        Some(match kind {
            MethodKind::Method => Text::from(name),
            MethodKind::Getter => format!("get {name}").into(),
            MethodKind::Setter => format!("set {name}").into(),
        })
    }

    pub(super) fn object(&mut self, members: &[ObjectMember], to: Register) -> Outcome {
        let object = self.temporary()?;
        self.unseen(matches!(members.first(), Some(ObjectMember::Spread(_))), |this| {
            this.emit(Op::Object { to: object });
        });
        for member in in_order(members) {
            let mark = self.body.next;
            match member {
                ObjectMember::Property { name: PropertyName::Name(name), value, shorthand } => {
                    let from = self.temporary()?;
                    let text = self.text(*name);
                    if self.script.name(*name) == "__proto__" && !shorthand {
                        self.into(value, from)?;
                        self.emit(Op::SetPrototype { object, from });
                    } else {
                        let names = self.names_mark();
                        self.push_literal_name(text.clone());
                        self.named(value, text, from)?;
                        self.infer(value);
                        self.forget_names(names);
                        let key = self.short_key(*name)?;
                        self.emit(Op::DefineMember { object, key, from });
                    }
                }
                ObjectMember::Property { name, value, .. } => {
                    let index = self.temporary()?;
                    self.property_name(name, index)?;
                    let from = self.temporary()?;
                    self.named_by_key(value, index, from)?;
                    self.emit(Op::DefineIndex { object, index, from });
                }
                ObjectMember::Method { name, kind, function } => {
                    let index = self.temporary()?;
                    self.property_name(name, index)?;
                    let from = self.temporary()?;
                    let shown = self.method_name(name, *kind);
                    self.method(function, shown, object, from)?;
                    self.emit(Op::NameFunction { function: from, index });
                    self.emit(match kind {
                        MethodKind::Method => Op::DefineIndex { object, index, from },
                        MethodKind::Getter => Op::DefineGetter { object, index, from },
                        MethodKind::Setter => Op::DefineSetter { object, index, from },
                    });
                }
                ObjectMember::Spread(value) => {
                    let from = self.operand(value)?;
                    self.emit_at(value.span, Op::CopyProperties { object, from });
                }
            }
            self.release(mark);
        }
        self.emit(Op::Move { to, from: object });
        Ok(())
    }
}

/// The members in the order they are defined. After a first spread V8 keeps accessors until a spread or a computed name.
fn in_order(members: &[ObjectMember]) -> Vec<&ObjectMember> {
    let is_fixed = |member: &ObjectMember| match member {
        ObjectMember::Property { name, .. } | ObjectMember::Method { name, .. } => {
            !matches!(name, PropertyName::Computed(_))
        }
        ObjectMember::Spread(_) => false,
    };
    let is_accessor = |member: &&ObjectMember| {
        matches!(member, ObjectMember::Method { kind: MethodKind::Getter | MethodKind::Setter, .. })
    };
    let Some((first @ ObjectMember::Spread(_), others)) = members.split_first() else {
        return members.iter().collect();
    };
    let fixed = others.iter().take_while(|member| is_fixed(member)).count();
    let (accessors, values): (Vec<_>, Vec<_>) = others[..fixed].iter().partition(is_accessor);
    [first].into_iter().chain(values).chain(accessors).chain(&others[fixed..]).collect()
}
