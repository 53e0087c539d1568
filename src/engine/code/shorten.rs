//! Shorter code where it is written: values made where they are wanted, variables read where they stand, small integers inside
//! the instruction. Not a pass over finished code.

use super::compiler::{Compiler, Place};
use super::instruction::{Op, Register};
use super::scope::VariableKind;
use crate::span::Span;
use crate::syntax::ast::{ArrayElement, BinaryOperator, ChainHead, Expression, ExpressionKind, Link, LinkKind, Name};

/// How much of an operand is looked at before it is taken to assign something.
const LOOKED_AT: u32 = 24;

impl Compiler<'_> {
    /// Hands on an intermediate value that nobody reads again: made where it is wanted, if the last instruction made it.
    pub fn deliver(&mut self, from: Register, to: Register) {
        let alone = self.body.landing < self.here();
        match self.body.ops.last_mut().and_then(Op::result) {
            Some(result) if alone && *result == from => *result = to,
            _ if from == to => {}
            _ => {
                self.emit(Op::Move { to, from });
            }
        }
    }

    /// The register of a variable that may be assigned there and then.
    pub fn assignable(&self, name: Name, span: Span) -> Option<Register> {
        let found = self.find(name, span);
        match found.place {
            Place::Register(_) if self.is_dynamic(name) => None,
            Place::Register(register) if !found.check && !found.kind.is_constant() => Some(register),
            _ => None,
        }
    }

    /// The register of a variable that may be read there and then.
    pub fn readable(&self, expression: &Expression) -> Option<Register> {
        let ExpressionKind::Identifier(name) = &expression.kind else { return None };
        let found = self.find(*name, expression.span);
        match found.place {
            Place::Register(_) if self.is_dynamic(*name) => None,
            Place::Register(register) if !found.check && found.kind != VariableKind::Import => Some(register),
            _ => None,
        }
    }

    /// `a operator b`, with a small integer inside the instruction; found at `place`, or where what was looked at last is.
    pub fn binary(
        &mut self,
        operator: BinaryOperator,
        to: Register,
        a: Register,
        b: &Expression,
        (span, place): (Span, Option<u32>),
    ) -> super::compiler::Outcome {
        let op = if let Some(value) = small_integer(b)
            && let Some(op) = with_integer(operator, to, a, value)
        {
            op
        } else {
            let mark = self.body.next;
            let b = self.operand(b)?;
            self.release(mark);
            with_registers(operator, to, a, b)
        };
        if let Some(place) = place {
            self.at(place);
        }
        self.emit_at(span, op);
        Ok(())
    }
}

/// Whether evaluating it assigns none of this function's registers: captured variables live elsewhere, so calls do not.
pub(super) fn is_quiet(expression: &Expression) -> bool {
    quiet(expression, &mut LOOKED_AT.clone())
}

fn quiet(expression: &Expression, left: &mut u32) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match &expression.kind {
        ExpressionKind::Identifier(_)
        | ExpressionKind::Number(_)
        | ExpressionKind::BigInt(_)
        | ExpressionKind::String(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::Null
        | ExpressionKind::This
        | ExpressionKind::Function(_) => true,
        ExpressionKind::Template { values, .. } => values.iter().all(|value| quiet(value, left)),
        ExpressionKind::Unary(_, operand) => quiet(operand, left),
        ExpressionKind::Parenthesized(inner) => quiet(inner, left),
        ExpressionKind::Binary { first, rest } => {
            quiet(first, left) && rest.iter().all(|(_, operand)| quiet(operand, left))
        }
        ExpressionKind::Array(elements) => elements.iter().all(|element| match element {
            ArrayElement::Hole => true,
            ArrayElement::Value(value) | ArrayElement::Spread(value) => quiet(value, left),
        }),
        ExpressionKind::Chain { head, links } => {
            matches!(&**head, ChainHead::Expression(head) if quiet(head, left))
                && links.iter().all(|link| quiet_link(link, left))
        }
        _ => false,
    }
}

fn quiet_link(link: &Link, left: &mut u32) -> bool {
    match &link.kind {
        LinkKind::Member(_) => true,
        LinkKind::Index(index) => quiet(index, left),
        LinkKind::Call(arguments) => arguments.iter().all(|argument| quiet(&argument.value, left)),
        _ => false,
    }
}

fn small_integer(expression: &Expression) -> Option<i16> {
    let ExpressionKind::Number(number) = expression.kind else { return None };
    let value = number as i16;
    (f64::from(value) == number && (value != 0 || number.is_sign_positive())).then_some(value)
}

fn with_registers(operator: BinaryOperator, to: Register, a: Register, b: Register) -> Op {
    match operator {
        BinaryOperator::Add => Op::Add { to, a, b },
        BinaryOperator::Subtract => Op::Subtract { to, a, b },
        BinaryOperator::Multiply => Op::Multiply { to, a, b },
        BinaryOperator::Divide => Op::Divide { to, a, b },
        BinaryOperator::Remainder => Op::Remainder { to, a, b },
        BinaryOperator::Power => Op::Power { to, a, b },
        BinaryOperator::ShiftLeft => Op::ShiftLeft { to, a, b },
        BinaryOperator::ShiftRight => Op::ShiftRight { to, a, b },
        BinaryOperator::ShiftRightUnsigned => Op::ShiftRightUnsigned { to, a, b },
        BinaryOperator::BitAnd => Op::BitAnd { to, a, b },
        BinaryOperator::BitOr => Op::BitOr { to, a, b },
        BinaryOperator::BitXor => Op::BitXor { to, a, b },
        BinaryOperator::Equal => Op::Equal { to, a, b },
        BinaryOperator::NotEqual => Op::NotEqual { to, a, b },
        BinaryOperator::StrictEqual => Op::StrictEqual { to, a, b },
        BinaryOperator::StrictNotEqual => Op::StrictNotEqual { to, a, b },
        BinaryOperator::Less => Op::Less { to, a, b },
        BinaryOperator::LessEqual => Op::LessEqual { to, a, b },
        BinaryOperator::Greater => Op::Greater { to, a, b },
        BinaryOperator::GreaterEqual => Op::GreaterEqual { to, a, b },
        BinaryOperator::In => Op::In { to, a, b },
        BinaryOperator::InstanceOf => Op::InstanceOf { to, a, b },
    }
}

fn with_integer(operator: BinaryOperator, to: Register, a: Register, value: i16) -> Option<Op> {
    Some(match operator {
        BinaryOperator::Add => Op::AddInteger { to, a, value },
        BinaryOperator::Subtract => Op::SubtractInteger { to, a, value },
        BinaryOperator::Multiply => Op::MultiplyInteger { to, a, value },
        BinaryOperator::Remainder => Op::RemainderInteger { to, a, value },
        BinaryOperator::ShiftLeft => Op::ShiftLeftInteger { to, a, value },
        BinaryOperator::ShiftRight => Op::ShiftRightInteger { to, a, value },
        BinaryOperator::ShiftRightUnsigned => Op::ShiftRightUnsignedInteger { to, a, value },
        BinaryOperator::BitAnd => Op::BitAndInteger { to, a, value },
        BinaryOperator::BitOr => Op::BitOrInteger { to, a, value },
        BinaryOperator::StrictEqual => Op::StrictEqualInteger { to, a, value },
        BinaryOperator::StrictNotEqual => Op::StrictNotEqualInteger { to, a, value },
        BinaryOperator::Less => Op::LessInteger { to, a, value },
        BinaryOperator::LessEqual => Op::LessEqualInteger { to, a, value },
        BinaryOperator::Greater => Op::GreaterInteger { to, a, value },
        BinaryOperator::GreaterEqual => Op::GreaterEqualInteger { to, a, value },
        _ => return None,
    })
}
