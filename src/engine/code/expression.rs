//! Expressions other than chains, functions, literals and assignments. Not statements.

use super::assign::short_cut;
use super::class::Naming;
use super::compiler::{Compiler, Outcome, Place};
use super::instruction::{Op, Register};
use super::scope::NEW_TARGET;
use super::shorten::is_quiet;
use super::{Constant, Era};
use crate::span::Span;
use crate::syntax::ast::{Expression, ExpressionKind, LogicalOperator, UnaryOperator};
use crate::text::Text;

impl Compiler<'_> {
    /// An expression's value in some register: a variable's own where nothing can change it meanwhile.
    pub fn operand(&mut self, expression: &Expression) -> Outcome<Register> {
        if let ExpressionKind::Parenthesized(inner) = &expression.kind {
            return self.operand(inner);
        }
        if let Some(register) = self.readable(expression) {
            self.at(expression.span.start);
            self.looked();
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
                } else if self.is_dynamic(*name) {
                    let holder = self.holder(*name, span)?;
                    self.load_held(holder, *name, span, to, false)?;
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
                self.at(self.spot_of(expression));
                self.emit_at(span, Op::HasPrivate { to, object, name });
            }
            ExpressionKind::Import { specifier, options, source } => {
                let from = self.temporary()?;
                self.into(specifier, from)?;
                let given = self.temporary()?;
                match options {
                    Some(options) => self.into(options, given)?,
                    None => {
                        self.emit(Op::Undefined { to: given });
                    }
                }
                if *source {
                    self.emit(Op::Empty { to: from + 1 });
                }
                self.emit_at(span, Op::ImportCall { to, from });
            }
            ExpressionKind::Yield { delegates, value } => {
                self.yield_expression(*delegates, value.as_deref(), span, to)?;
            }
            ExpressionKind::Await(operand) => self.await_expression(operand, span, to)?,
            ExpressionKind::Unary(operator, operand) => self.unary(*operator, operand, span, to)?,
            ExpressionKind::Update { increment, prefix, target } => {
                self.update(*increment, *prefix, target, span, to)?;
            }
            ExpressionKind::Binary { first, rest } => {
                let Some((last, before)) = rest.split_last() else { return self.into(first, to) };
                let quiet = rest.iter().all(|(_, operand)| is_quiet(operand));
                let mut a = self.left_operand(first, quiet)?;
                let mut left = &**first;
                let names = self.names_mark();
                for (operator, operand) in before {
                    self.push_path(left);
                    let result = if u32::from(a) >= mark { a } else { self.temporary()? };
                    let at = self.operator_after(left);
                    self.binary(*operator, result, a, operand, (span, Some(at)))?;
                    (a, left) = (result, operand);
                }
                let at = self.operator_after(left);
                self.push_path(left);
                self.binary(last.0, to, a, &last.1, (span, Some(at)))?;
                self.forget_names(names);
            }
            ExpressionKind::Logical { operator, operands } => {
                let mut ends = Vec::new();
                let names = self.names_mark();
                let decided = operands.iter().take_while(|operand| goes_on(*operator, operand)).count();
                let operands = &operands[decided.min(operands.len() - 1)..];
                for (at, operand) in operands.iter().enumerate() {
                    self.into(operand, to)?;
                    self.push_path(operand);
                    if at + 1 < operands.len() {
                        ends.push(self.emit(short_cut(*operator, to)));
                    }
                }
                self.patch_here(&ends);
                self.forget_names(names);
            }
            ExpressionKind::Conditional { test, then, otherwise } => {
                let not = self.jump_if_false(test)?;
                let names = self.names_mark();
                self.push_path(test);
                self.into(then, to)?;
                let over = self.emit(Op::Jump { target: 0 });
                self.patch_here(&not);
                self.into(otherwise, to)?;
                self.forget_names(names);
                self.patch_here(&[over]);
            }
            ExpressionKind::Assign { operator, target, value } => {
                let from = self.assignment(*operator, target, value, span)?;
                self.emit(Op::Move { to, from });
            }
            ExpressionKind::Sequence(values) => {
                for (at, value) in values.iter().enumerate() {
                    if at + 1 < values.len() && is_constant(value) {
                        continue;
                    }
                    if at > 0 {
                        let at = self.spot_of(value);
                        self.statement_of(Era::Revised, at);
                    }
                    self.into(value, to)?;
                }
            }
            ExpressionKind::Chain { head, links } => self.chain_into(head, links, span, to)?,
            ExpressionKind::New { callee, arguments } => self.construct(callee, arguments, span, to)?,
            ExpressionKind::Parenthesized(inner) => {
                self.inferring.parenthesized = matches!(inner.kind, ExpressionKind::Function(_));
                self.into(inner, to)?;
            }
        }
        self.release(mark);
        Ok(())
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

    fn unary(&mut self, operator: UnaryOperator, operand: &Expression, span: Span, to: Register) -> Outcome {
        if let (UnaryOperator::Typeof, ExpressionKind::Parenthesized(inner)) = (operator, &operand.kind) {
            return self.unary(operator, inner, span, to);
        }
        match (operator, &operand.kind) {
            (UnaryOperator::Delete, _) => return self.delete(operand, span, to),
            (UnaryOperator::Typeof, ExpressionKind::Identifier(name)) if self.is_dynamic(*name) => {
                let holder = self.holder(*name, operand.span)?;
                self.load_held(holder, *name, operand.span, to, true)?;
                self.emit(Op::Typeof { to, from: to });
                return Ok(());
            }
            (UnaryOperator::Typeof, ExpressionKind::Identifier(name))
                if matches!(self.find(*name, operand.span).place, Place::Global) =>
            {
                let key = self.key(*name);
                self.emit_at(operand.span, Op::FindGlobal { to, key });
                self.emit(Op::Typeof { to, from: to });
                return Ok(());
            }
            (UnaryOperator::Typeof, ExpressionKind::Identifier(name)) => {
                self.fetch(*name, operand.span, to);
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
        if matches!(operator, UnaryOperator::Minus | UnaryOperator::Plus | UnaryOperator::BitNot) {
            self.at(span.start);
        }
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
}

fn is_constant(expression: &Expression) -> bool {
    use ExpressionKind as K;
    matches!(expression.kind, K::Null | K::Boolean(_) | K::Number(_) | K::String(_) | K::BigInt(_))
}

/// Whether an operand is a constant with which the operator goes on to the next one.
fn goes_on(operator: LogicalOperator, operand: &Expression) -> bool {
    let truthy = match &operand.kind {
        ExpressionKind::Null => false,
        ExpressionKind::Boolean(value) => *value,
        ExpressionKind::Number(number) => *number != 0.0 && !number.is_nan(),
        ExpressionKind::String(text) => !text.is_empty(),
        _ => return false,
    };
    match operator {
        LogicalOperator::And => truthy,
        LogicalOperator::Or => !truthy,
        LogicalOperator::Coalesce => matches!(operand.kind, ExpressionKind::Null),
    }
}
