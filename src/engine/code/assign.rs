//! What changes variables and properties: `=` and its compounds, `++` and `--`. Not what a target is: that is `pattern`.

use super::Parted;
use super::compiler::{Compiler, Outcome, Place};
use super::instruction::{Op, Register};
use super::pattern::{Reference, Target};
use super::shorten::is_quiet;
use crate::span::Span;
use crate::syntax::ast::{AssignOperator, Expression, ExpressionKind, LogicalOperator, Pattern, PatternKind};
use crate::syntax::message;

impl Compiler<'_> {
    pub(super) fn update(
        &mut self,
        increment: bool,
        prefix: bool,
        target: &Expression,
        span: Span,
        to: Register,
    ) -> Outcome {
        let step = |to, from| if increment { Op::Increment { to, from } } else { Op::Decrement { to, from } };
        let reference = self.reference(target)?;
        if let Reference::Nothing = reference {
            let message = if prefix { &message::INVALID_LHS_IN_PREFIX } else { &message::INVALID_LHS_IN_POSTFIX };
            self.refuse_target(message, target.span);
        }
        let place = self.update_spot(prefix, target);
        if let (Reference::Name(name), true) = (reference, prefix)
            && let found = self.find(name, target.span)
            && let (Place::Register(register), false) = (found.place, found.check)
            && !found.kind.is_constant()
        {
            self.looked();
            self.emit_at(span, step(register, register));
            if to != register {
                self.emit(Op::Move { to, from: register });
            }
            return Ok(());
        }
        let before = self.temporary()?;
        self.load_reference(reference, target.span, before)?;
        self.emit_at(span, Op::ToNumeric { to: before, from: before });
        let after = self.temporary()?;
        self.emit_at(span, step(after, before));
        self.at(place);
        self.store(reference, after, target.span)?;
        self.emit(Op::Move { to, from: if prefix { after } else { before } });
        Ok(())
    }

    /// A name as a target: evaluated before its right side where only a run can place it.
    pub fn name_reference(&mut self, name: crate::syntax::ast::Name, span: Span) -> Outcome<Reference> {
        if self.is_dynamic(name) {
            self.holder(name, span).map(|at| Reference::Held(at, name))
        } else {
            Ok(Reference::Name(name))
        }
    }

    /// An update or assignment whose value nobody wants.
    pub fn effect(&mut self, expression: &Expression) -> Outcome {
        let mark = self.body.next;
        if let ExpressionKind::Update { increment, prefix, target } = &expression.kind {
            let to = self.temporary()?;
            if let ExpressionKind::Identifier(name) = &target.kind
                && let Some(register) = self.assignable(*name, target.span)
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
    pub(super) fn assignment(
        &mut self,
        operator: AssignOperator,
        target: &Pattern,
        value: &Expression,
        span: Span,
    ) -> Outcome<Register> {
        let names = self.names_mark();
        self.push_target(target);
        let result = self.assigned(operator, target, value, span);
        if matches!(operator, AssignOperator::Binary(_)) {
            self.forget_function();
        } else {
            self.infer(value);
        }
        self.forget_names(names);
        result
    }

    fn assigned(
        &mut self,
        operator: AssignOperator,
        target: &Pattern,
        value: &Expression,
        span: Span,
    ) -> Outcome<Register> {
        let place = crate::syntax::token_at(&self.source.text, target.span.end);
        let reference = match &target.kind {
            PatternKind::Identifier(name) => self.name_reference(*name, target.span)?,
            PatternKind::Member(expression) => self.reference_before(expression, is_quiet(value))?,
            _ => {
                let from = self.temporary()?;
                let start = self.here();
                self.into(value, from)?;
                if matches!(target.kind, PatternKind::Array { .. }) {
                    self.note_call(value, start);
                }
                self.body.parted = Some(Parted::Assigned(value.span));
                self.body.taken = Some(self.spot_of(value));
                self.looked();
                self.at(place);
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
                // `(f) = function () {}` names nothing.
                let (before, behind) = self.source.text.split_at(target.span.start as usize);
                let behind = &behind[(target.span.end - target.span.start) as usize..];
                let bare = !(before.trim_end().ends_with('(') && behind.trim_start().starts_with(')'));
                if let Reference::Name(name) | Reference::Held(_, name) = reference
                    && bare
                {
                    let text = self.text(name);
                    self.named(value, text, result)?;
                } else if let (Some(from), None) = (self.readable(value), variable) {
                    self.looked();
                    self.at(place);
                    self.store(reference, from, span)?;
                    return Ok(from);
                } else {
                    self.into(value, result)?;
                }
                if let Some(variable) = variable {
                    self.deliver(result, variable);
                    return Ok(variable);
                }
                self.at(place);
                self.store(reference, result, span)?;
            }
            AssignOperator::Binary(operator) => {
                if let Some(variable) = variable
                    && is_quiet(value)
                {
                    self.looked();
                    self.binary(operator, variable, variable, value, (span, None))?;
                    return Ok(variable);
                }
                self.load_reference(reference, target.span, result)?;
                self.binary(operator, result, result, value, (span, None))?;
                self.at(place);
                self.store(reference, result, span)?;
            }
            AssignOperator::Logical(operator) => {
                self.load_reference(reference, target.span, result)?;
                let end = self.emit(short_cut(operator, result));
                if let Reference::Name(name) | Reference::Held(_, name) = reference {
                    let text = self.text(name);
                    self.named(value, text, result)?;
                } else {
                    self.into(value, result)?;
                }
                self.at(place);
                self.store(reference, result, span)?;
                self.patch_here(&[end]);
            }
        }
        Ok(result)
    }
}

/// The jump that leaves the right side out.
pub(super) fn short_cut(operator: LogicalOperator, from: Register) -> Op {
    match operator {
        LogicalOperator::And => Op::JumpIfFalse { from, target: 0 },
        LogicalOperator::Or => Op::JumpIfTrue { from, target: 0 },
        LogicalOperator::Coalesce => Op::JumpUnlessNullish { from, target: 0 },
    }
}
