//! Loops, and what `break` and `continue` inside them refer to. Not how they leave.

use super::compiler::{Compiler, Exit, Outcome};
use super::instruction::{Op, Register};
use super::pattern::Target;
use super::site::has_branches;
use super::{Era, Handler, Parted, Site};
use crate::syntax::ast::{
    ArrayElement, DeclarationKind, Expression, ExpressionKind, ForInit, ForTarget, MethodKind, Name, ObjectMember,
    Pattern, PatternKind, PropertyName, ScopeId, Statement, UnaryOperator,
};

/// What a loop visits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// `in`
    Keys,
    /// `of`
    Values,
    /// `for await`
    Awaited,
}

impl Compiler<'_> {
    pub fn breakable(&mut self, labels: Vec<Name>, plain: bool, inside: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.body.exits.push(Exit::Target { labels, breaks: Vec::new(), continues: None, plain });
        inside(self)?;
        if let Some(Exit::Target { breaks, .. }) = self.body.exits.pop() {
            self.patch_here(&breaks);
        }
        Ok(())
    }

    /// A loop; `inside` asks for its `continue` jumps once the body is written.
    pub fn looping(
        &mut self,
        labels: Vec<Name>,
        inside: impl FnOnce(&mut Self, &dyn Fn(&mut Self) -> Vec<usize>) -> Outcome,
    ) -> Outcome {
        self.body.exits.push(Exit::Target { labels, breaks: Vec::new(), continues: Some(Vec::new()), plain: true });
        let depth = self.body.exits.len() - 1;
        inside(self, &|this| match &mut this.body.exits[depth] {
            Exit::Target { continues: Some(continues), .. } => std::mem::take(continues),
            _ => Vec::new(),
        })?;
        if let Some(Exit::Target { breaks, .. }) = self.body.exits.pop() {
            self.patch_here(&breaks);
        }
        Ok(())
    }

    pub fn for_loop(
        &mut self,
        scope: ScopeId,
        init: Option<&ForInit>,
        test: Option<&Expression>,
        update: Option<&Expression>,
        body: &Statement,
        labels: Vec<Name>,
    ) -> Outcome {
        self.open_scope(scope, false)?;
        let rest = |this: &mut Self| this.for_rounds(init, test, update, body, labels);
        match init {
            Some(ForInit::Declaration(declaration)) if declaration.kind.disposes() => {
                self.disposing(declaration.kind, rest)?;
            }
            _ => rest(self)?,
        }
        self.close_scope();
        Ok(())
    }

    fn for_rounds(
        &mut self,
        init: Option<&ForInit>,
        test: Option<&Expression>,
        update: Option<&Expression>,
        body: &Statement,
        labels: Vec<Name>,
    ) -> Outcome {
        let slots = self.body.open.last().is_some_and(|open| open.slots);
        match init {
            Some(ForInit::Declaration(declaration)) => self.declaration(declaration)?,
            Some(ForInit::Expression(init)) => {
                self.statement_at(init.span.start);
                self.effect(init)?;
            }
            None => {}
        }
        if slots {
            // What the first part captured keeps its own copies.
            self.emit(Op::RenewScope);
        }
        self.looping(labels, |this, continues| {
            let start = this.here();
            let live = this.body.next as Register;
            this.emit(Op::Round { live });
            let test = test.map(|test| {
                this.part_at(test);
                this.jump_if_false(test)
            });
            let not = test.transpose()?.unwrap_or_default();
            this.statement(body)?;
            let inner = continues(this);
            this.patch_here(&inner);
            if slots {
                this.emit(Op::RenewScope);
            }
            if let Some(update) = update {
                this.part_at(update);
                this.effect(update)?;
            }
            this.emit(Op::Jump { target: start as u32 });
            this.patch_here(&not);
            Ok(())
        })
    }

    pub fn for_each(
        &mut self,
        scope: ScopeId,
        target: &ForTarget,
        over: &Expression,
        body: &Statement,
        labels: Vec<Name>,
        what: Over,
    ) -> Outcome {
        let (keys, awaited) = (what == Over::Keys, what == Over::Awaited);
        let iterator = self.temporary()?;
        let _next = self.temporary()?;
        let value = self.temporary()?;
        let done = self.temporary()?;
        // The head's names exist, without value, while the right side is evaluated.
        let mark = self.body.next;
        self.open_scope(scope, false)?;
        self.part_at(over);
        let from = if keys { self.operand(over)? } else { self.iterated(over)? };
        if has_branches(over) {
            self.note(Site::Branches);
        } else if !is_made_late(over) {
            self.note(Site::Spread);
        }
        self.emit_at(
            over.span,
            match what {
                Over::Keys => Op::IterateKeys { to: iterator, from },
                Over::Values => Op::Iterate { to: iterator, from },
                Over::Awaited => Op::IterateAsync { to: iterator, from },
            },
        );
        self.close_scope();
        self.release(mark);
        self.emit(Op::Boolean { to: done, value: false });
        let start = self.here();
        self.looping(labels, |this, continues| {
            if !keys {
                this.body.exits.push(Exit::Iterator { iterator, done, awaited, pattern: false });
            }
            let round = this.here();
            let live = this.body.next as Register;
            this.emit(Op::Round { live });
            this.emit(Op::Boolean { to: done, value: true });
            this.each_at(target);
            if keys {
                this.emit_at(over.span, Op::NextKey { to: value, iterator });
            } else {
                this.step(over.span, value, iterator, awaited);
            }
            let end = this.emit(Op::JumpIfEmpty { from: value, target: 0 });
            this.emit(Op::Boolean { to: done, value: false });
            this.open_scope(scope, false)?;
            if keys {
                this.each_at(target);
            }
            let fill = |this: &mut Self| match target {
                ForTarget::Declaration(kind, pattern) => {
                    this.body.parted = Some(Parted::Hidden(".for"));
                    this.body.taken = Some(pattern.span.end - 1);
                    this.use_it(*kind, value);
                    this.destructure(pattern, value, Target::Declare(*kind != DeclarationKind::Var))
                }
                ForTarget::Pattern(Pattern { kind: PatternKind::Member(member), .. }) => {
                    this.fill_each(member, value, keys)
                }
                ForTarget::Pattern(pattern) => this.destructure(pattern, value, Target::Assign),
            };
            if let ForTarget::Declaration(kind, _) = target
                && kind.disposes()
            {
                this.disposing(*kind, |this| fill(this).and_then(|()| this.statement(body)))?;
            } else {
                fill(this)?;
                this.statement(body)?;
            }
            let inner = continues(this);
            let slots = this.body.open.last().is_some_and(|open| open.slots);
            if slots {
                // `continue` leaves the scope before it jumps.
                this.close_scope();
                this.patch_here(&inner);
            } else {
                this.patch_here(&inner);
                this.close_scope();
            }
            this.emit(Op::Jump { target: round as u32 });
            this.patch_here(&[end]);
            if !keys {
                this.body.exits.pop();
            }
            Ok(())
        })?;
        if !keys {
            let over = self.emit(Op::Jump { target: 0 });
            let landing = self.here();
            let scopes = self.body.scopes;
            self.body.handlers.push(Handler {
                start: start as u32,
                end: over as u32,
                target: landing as u32,
                register: value,
                scopes,
            });
            let rethrow = self.emit(Op::JumpIfTrue { from: done, target: 0 });
            self.close_quietly(iterator, awaited)?;
            self.patch_here(&[rethrow]);
            self.emit(Op::Throw { from: value });
            self.patch_here(&[over]);
        }
        Ok(())
    }

    /// Assigns a property in each round.
    fn fill_each(&mut self, member: &Expression, value: Register, keys: bool) -> Outcome {
        let mark = self.body.next;
        let at = self.spot_of(member);
        if !keys {
            self.statement_of(Era::EachAnew, at);
        }
        let reference = self.reference_of_each(member)?;
        if keys {
            self.looked();
            self.at(at);
        }
        self.store(reference, value, member.span)?;
        self.release(mark);
        Ok(())
    }
}

/// Whether an expression is an object literal with more than constants in it, whose end is where V8 finds it.
fn is_made_late(expression: &Expression) -> bool {
    let ExpressionKind::Object(members) = &expression.kind else { return false };
    if let [ObjectMember::Spread(_)] = members.as_slice() {
        return false;
    }
    !members.iter().all(|member| match member {
        ObjectMember::Property { name, value, .. } => !matches!(name, PropertyName::Computed(_)) && is_constant(value),
        ObjectMember::Method { name, kind, .. } => {
            *kind != MethodKind::Method && !matches!(name, PropertyName::Computed(_))
        }
        ObjectMember::Spread(_) => false,
    })
}

fn is_constant(expression: &Expression) -> bool {
    use ExpressionKind as K;
    match &expression.kind {
        K::Number(_) | K::String(_) | K::BigInt(_) | K::Boolean(_) | K::Null => true,
        K::Template { values, .. } => values.is_empty(),
        K::Unary(UnaryOperator::Minus, operand) | K::Parenthesized(operand) => is_constant(operand),
        K::Object(_) => !is_made_late(expression),
        K::Array(elements) => elements.iter().all(|element| match element {
            ArrayElement::Hole => true,
            ArrayElement::Value(value) => is_constant(value),
            ArrayElement::Spread(_) => false,
        }),
        _ => false,
    }
}
