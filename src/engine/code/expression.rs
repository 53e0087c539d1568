//! Expressions other than chains and functions. Not statements.

use super::class::Naming;
use super::compiler::{Compiler, Outcome, Place};
use super::instruction::{Op, Register};
use super::pattern::{Reference, Target};
use super::scope::NEW_TARGET;
use super::shorten::is_quiet;
use super::{Constant, Parted, Site};
use crate::span::Span;
use crate::syntax::ast::{
    ArrayElement, AssignOperator, Expression, ExpressionKind, LogicalOperator, MethodKind, ObjectMember, Pattern,
    PatternKind, PropertyName, UnaryOperator,
};
use crate::syntax::message;
use crate::text::Text;

impl Compiler<'_> {
    /// An expression's value in some register: a variable's own where nothing can change it meanwhile.
    pub fn operand(&mut self, expression: &Expression) -> Outcome<Register> {
        if let ExpressionKind::Parenthesized(inner) = &expression.kind {
            return self.operand(inner);
        }
        if let Some(register) = self.readable(expression) {
            return Ok(register);
        }
        let to = self.temporary()?;
        self.into(expression, to)?;
        Ok(to)
    }

    /// The left operand: copied if evaluating the right one could assign the variable (`quiet`: it could not).
    fn left_operand(&mut self, left: &Expression, quiet: bool) -> Outcome<Register> {
        if quiet {
            return self.operand(left);
        }
        let to = self.temporary()?;
        self.into(left, to)?;
        Ok(to)
    }

    /// An expression's value in `to`.
    pub fn into(&mut self, expression: &Expression, to: Register) -> Outcome {
        let span = expression.span;
        let mark = self.body.next;
        match &expression.kind {
            ExpressionKind::Null => {
                self.emit(Op::Null { to });
            }
            ExpressionKind::Boolean(value) => {
                self.emit(Op::Boolean { to, value: *value });
            }
            ExpressionKind::Number(number) => self.number(*number, to),
            ExpressionKind::BigInt(digits) => self.load(Constant::BigInt(digits.clone()), to),
            ExpressionKind::String(text) => self.load(Constant::String(text.clone()), to),
            ExpressionKind::RegExp { pattern, flags } => {
                let index = self.constant(Constant::RegExp(pattern.clone(), Text::from(&**flags)));
                self.emit(Op::RegExp { to, index });
            }
            ExpressionKind::Template { texts, values } => self.template(texts, values, to)?,
            ExpressionKind::Identifier(name) => {
                if self.script.name(*name) == "undefined" && matches!(self.find(*name, span).place, Place::Global) {
                    self.emit(Op::Undefined { to });
                } else {
                    self.read(*name, span, to);
                }
            }
            ExpressionKind::This => self.this(span, to),
            ExpressionKind::NewTarget => self.special(NEW_TARGET, span, to),
            ExpressionKind::ImportMeta => {
                self.emit(Op::ImportMeta { to });
            }
            ExpressionKind::Array(elements) => self.array(elements, to)?,
            ExpressionKind::Object(members) => self.object(members, to)?,
            ExpressionKind::Function(function) => self.closure(function, None, to)?,
            ExpressionKind::Class(class) => self.class(class, Naming::Text(Text::empty()), to)?,
            ExpressionKind::PrivateIn(private, object) => {
                let object = self.operand(object)?;
                let name = self.temporary()?;
                self.read(private.name, private.span, name);
                self.emit_at(span, Op::HasPrivate { to, object, name });
            }
            ExpressionKind::Unary(operator, operand) => self.unary(*operator, operand, span, to)?,
            ExpressionKind::Update { increment, prefix, target } => {
                self.update(*increment, *prefix, target, span, to)?;
            }
            ExpressionKind::Binary { first, rest } => {
                let Some((last, before)) = rest.split_last() else { return self.into(first, to) };
                let quiet = rest.iter().all(|(_, operand)| is_quiet(operand));
                let mut a = self.left_operand(first, quiet)?;
                for (operator, operand) in before {
                    let result = if u32::from(a) >= mark { a } else { self.temporary()? };
                    self.binary(*operator, result, a, operand, span)?;
                    a = result;
                }
                self.binary(last.0, to, a, &last.1, span)?;
            }
            ExpressionKind::Logical { operator, operands } => {
                let mut ends = Vec::new();
                for (at, operand) in operands.iter().enumerate() {
                    self.into(operand, to)?;
                    if at + 1 < operands.len() {
                        ends.push(self.emit(short_cut(*operator, to)));
                    }
                }
                self.patch_here(&ends);
            }
            ExpressionKind::Conditional { test, then, otherwise } => {
                let not = self.jump_if_false(test)?;
                self.into(then, to)?;
                let over = self.emit(Op::Jump { target: 0 });
                self.patch_here(&not);
                self.into(otherwise, to)?;
                self.patch_here(&[over]);
            }
            ExpressionKind::Assign { operator, target, value } => {
                let from = self.assignment(*operator, target, value, span)?;
                self.emit(Op::Move { to, from });
            }
            ExpressionKind::Sequence(values) => {
                for value in values {
                    self.into(value, to)?;
                }
            }
            ExpressionKind::Chain { head, links } => self.chain_into(head, links, span, to)?,
            ExpressionKind::New { callee, arguments } => self.construct(callee, arguments, span, to)?,
            ExpressionKind::Parenthesized(inner) => self.into(inner, to)?,
        }
        self.release(mark);
        Ok(())
    }

    fn number(&mut self, number: f64, to: Register) {
        let value = number as i32;
        if f64::from(value) == number && (number != 0.0 || number.is_sign_positive()) {
            self.emit(Op::Integer { to, value });
        } else {
            self.load(Constant::Number(number), to);
        }
    }

    fn load(&mut self, constant: Constant, to: Register) {
        let index = self.constant(constant);
        self.emit(Op::Constant { to, index });
    }

    /// Jumps out when a test is false; the jumps to patch.
    pub fn jump_if_false(&mut self, test: &Expression) -> Outcome<Vec<usize>> {
        let mark = self.body.next;
        if let ExpressionKind::Logical { operator: LogicalOperator::And, operands } = &test.kind {
            let mut jumps = Vec::new();
            for operand in operands {
                jumps.extend(self.jump_if_false(operand)?);
            }
            return Ok(jumps);
        }
        let from = self.operand(test)?;
        self.release(mark);
        Ok(vec![self.emit(Op::JumpIfFalse { from, target: 0 })])
    }

    fn template(&mut self, texts: &[Text], values: &[Expression], to: Register) -> Outcome {
        let text = self.temporary()?;
        self.load(Constant::String(texts[0].clone()), text);
        for (value, after) in values.iter().zip(&texts[1..]) {
            let part = self.temporary()?;
            self.into(value, part)?;
            self.emit_at(value.span, Op::ToText { to: part, from: part });
            self.emit_at(value.span, Op::Add { to: text, a: text, b: part });
            if !after.is_empty() {
                self.load(Constant::String(after.clone()), part);
                self.emit_at(value.span, Op::Add { to: text, a: text, b: part });
            }
            self.body.next -= 1;
        }
        self.emit(Op::Move { to, from: text });
        Ok(())
    }

    fn array(&mut self, elements: &[ArrayElement], to: Register) -> Outcome {
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
                    let from = self.iterated(value)?;
                    self.note(Site::Spread);
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
                self.into(expression, to)?;
                self.emit_at(expression.span, Op::ToKey { to, from: to });
            }
        }
        Ok(())
    }

    fn object(&mut self, members: &[ObjectMember], to: Register) -> Outcome {
        let object = self.temporary()?;
        self.emit(Op::Object { to: object });
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
                        self.named(value, text, from)?;
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
                    self.method(function, None, object, from)?;
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

    fn unary(&mut self, operator: UnaryOperator, operand: &Expression, span: Span, to: Register) -> Outcome {
        if let (UnaryOperator::Typeof, ExpressionKind::Parenthesized(inner)) = (operator, &operand.kind) {
            return self.unary(operator, inner, span, to);
        }
        match (operator, &operand.kind) {
            (UnaryOperator::Delete, _) => return self.delete(operand, span, to),
            (UnaryOperator::Typeof, ExpressionKind::Identifier(name))
                if matches!(self.find(*name, operand.span).place, Place::Global) =>
            {
                let key = self.key(*name);
                self.emit_at(operand.span, Op::FindGlobal { to, key });
                self.emit(Op::Typeof { to, from: to });
                return Ok(());
            }
            (UnaryOperator::Minus, ExpressionKind::Number(number)) => {
                self.number(-number, to);
                return Ok(());
            }
            _ => {}
        }
        let from = self.operand(operand)?;
        self.emit_at(
            span,
            match operator {
                UnaryOperator::Minus => Op::Negate { to, from },
                UnaryOperator::Plus => Op::ToNumber { to, from },
                UnaryOperator::Not => Op::Not { to, from },
                UnaryOperator::BitNot => Op::BitNot { to, from },
                UnaryOperator::Typeof => Op::Typeof { to, from },
                UnaryOperator::Void | UnaryOperator::Delete => Op::Undefined { to },
            },
        );
        Ok(())
    }

    fn update(&mut self, increment: bool, prefix: bool, target: &Expression, span: Span, to: Register) -> Outcome {
        let step = |to, from| if increment { Op::Increment { to, from } } else { Op::Decrement { to, from } };
        let reference = self.reference(target)?;
        if let Reference::Nothing = reference {
            let message = if prefix { &message::INVALID_LHS_IN_PREFIX } else { &message::INVALID_LHS_IN_POSTFIX };
            self.refuse_target(message, target.span);
        }
        if let (Reference::Name(name), true) = (reference, prefix)
            && let found = self.find(name, target.span)
            && let (Place::Register(register), false) = (found.place, found.check)
            && !matches!(found.kind, super::scope::VariableKind::Const | super::scope::VariableKind::Own)
        {
            self.emit_at(span, step(register, register));
            if to != register {
                self.emit(Op::Move { to, from: register });
            }
            return Ok(());
        }
        let before = self.temporary()?;
        self.load_reference(reference, target.span, before);
        self.emit_at(span, Op::ToNumeric { to: before, from: before });
        let after = self.temporary()?;
        self.emit_at(span, step(after, before));
        self.store(reference, after, target.span)?;
        self.emit(Op::Move { to, from: if prefix { after } else { before } });
        Ok(())
    }

    /// An update or assignment whose value nobody wants.
    pub fn effect(&mut self, expression: &Expression) -> Outcome {
        let mark = self.body.next;
        if let ExpressionKind::Update { increment, prefix, target } = &expression.kind {
            let to = self.temporary()?;
            if let ExpressionKind::Identifier(name) = &target.kind
                && let found = self.find(*name, target.span)
                && let (Place::Register(register), false) = (found.place, found.check)
            {
                self.update(*increment, true, target, expression.span, register)?;
            } else {
                self.update(*increment, *prefix, target, expression.span, to)?;
            }
        } else if let ExpressionKind::Assign { operator, target, value } = &expression.kind {
            self.assignment(*operator, target, value, expression.span)?;
        } else {
            let to = self.temporary()?;
            self.into(expression, to)?;
        }
        self.release(mark);
        Ok(())
    }

    /// An assignment; where its value is.
    fn assignment(
        &mut self,
        operator: AssignOperator,
        target: &Pattern,
        value: &Expression,
        span: Span,
    ) -> Outcome<Register> {
        let reference = match &target.kind {
            PatternKind::Identifier(name) => Reference::Name(*name),
            PatternKind::Member(expression) => self.reference_before(expression, is_quiet(value))?,
            _ => {
                let from = self.temporary()?;
                let start = self.here();
                self.into(value, from)?;
                if matches!(target.kind, PatternKind::Array { .. }) {
                    self.note_call(value, start);
                }
                self.body.parted = Some(Parted::Assigned(value.span));
                self.destructure(target, from, Target::Assign)?;
                return Ok(from);
            }
        };
        if let Reference::Nothing = reference {
            self.refuse_target(&message::INVALID_LHS_IN_ASSIGNMENT, target.span);
        }
        let variable = match reference {
            Reference::Name(name) => self.assignable(name, span),
            _ => None,
        };
        let result = self.temporary()?;
        match operator {
            AssignOperator::Assign => {
                // `(f) = function () {}` names nothing: the target's span has its parentheses.
                let written = (target.span.end - target.span.start) as usize;
                if let Reference::Name(name) = reference
                    && written == self.script.name(name).len()
                {
                    let text = self.text(name);
                    self.named(value, text, result)?;
                } else if let (Some(from), None) = (self.readable(value), variable) {
                    self.store(reference, from, span)?;
                    return Ok(from);
                } else {
                    self.into(value, result)?;
                }
                if let Some(variable) = variable {
                    self.deliver(result, variable);
                    return Ok(variable);
                }
                self.store(reference, result, span)?;
            }
            AssignOperator::Binary(operator) => {
                if let Some(variable) = variable
                    && is_quiet(value)
                {
                    self.binary(operator, variable, variable, value, span)?;
                    return Ok(variable);
                }
                self.load_reference(reference, target.span, result);
                self.binary(operator, result, result, value, span)?;
                self.store(reference, result, span)?;
            }
            AssignOperator::Logical(operator) => {
                self.load_reference(reference, target.span, result);
                let end = self.emit(short_cut(operator, result));
                if let Reference::Name(name) = reference {
                    let text = self.text(name);
                    self.named(value, text, result)?;
                } else {
                    self.into(value, result)?;
                }
                self.store(reference, result, span)?;
                self.patch_here(&[end]);
            }
        }
        Ok(result)
    }
}

fn short_cut(operator: LogicalOperator, from: Register) -> Op {
    match operator {
        LogicalOperator::And => Op::JumpIfFalse { from, target: 0 },
        LogicalOperator::Or => Op::JumpIfTrue { from, target: 0 },
        LogicalOperator::Coalesce => Op::JumpUnlessNullish { from, target: 0 },
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
