//! Where stack lines point: which byte of the source V8 blames at each instruction. Not what messages quote: those are the spans.

use super::compiler::Compiler;
use super::era::{Era, Spot};
use crate::span::Span;
use crate::syntax::ast::{
    ChainHead, Expression, ExpressionKind, ForTarget, Link, LinkKind, Pattern, PatternKind, PropertyName, Statement,
};
use crate::syntax::{is_callable, token_at};

impl Compiler<'_> {
    /// A statement begins: what follows is blamed on it until something in it has a place of its own. What the statement reads
    /// first has none (V8's `BytecodeArrayBuilder::SetExpressionPosition`).
    pub fn statement_at(&mut self, at: u32) {
        self.statement_of(Era::Always, at);
    }

    /// The same for some.
    pub fn statement_of(&mut self, era: Era, at: u32) {
        self.push_spot(era, at);
        // What has begun for all goes on for those who see no new statement here.
        let goes_on = self.body.begun == (self.here(), Era::Always);
        self.body.begun = (self.here(), if goes_on { Era::Always } else { era });
    }

    /// What comes next is found there.
    pub fn at(&mut self, at: u32) {
        match self.body.begun {
            (here, era) if here == self.here() => {
                if let Some(others) = era.others() {
                    self.push_spot(others, at);
                }
            }
            _ => self.push_spot(Era::Always, at),
        }
    }

    /// A value was looked at, even where no instruction is needed for that.
    pub fn looked(&mut self) {
        self.body.begun.0 = usize::MAX;
    }

    /// Emits what V8 does without, if so: a statement that has begun has looked at nothing then.
    pub fn unseen(&mut self, so: bool, emit: impl FnOnce(&mut Self)) {
        let begun = so && self.body.begun.0 == self.here();
        emit(self);
        if begun {
            self.body.begun.0 = self.here();
        }
    }

    /// A class makes a scope first: for all but the first V8 that looks at something.
    pub fn class_opens(&mut self) {
        if self.body.begun == (self.here(), Era::Always) {
            self.body.begun.1 = Era::First;
        }
    }

    fn push_spot(&mut self, era: Era, at: u32) {
        let op = self.here() as u32;
        let spots = &mut self.body.spots;
        while spots.last().is_some_and(|last| last.op == op && (era == Era::Always || last.era == era)) {
            spots.pop();
        }
        spots.push(Spot { op, at, era });
    }

    /// A binary operator's place, by its left operand.
    pub fn operator_after(&self, left: &Expression) -> u32 {
        token_at(&self.source.text, left.span.end)
    }

    /// Where V8 says an expression is (`AstNode::position`).
    pub fn spot_of(&self, expression: &Expression) -> u32 {
        let start = expression.span.start;
        match &expression.kind {
            ExpressionKind::Parenthesized(inner) => self.spot_of(inner),
            ExpressionKind::Binary { first, .. } => self.operator_after(first),
            ExpressionKind::Logical { operands, .. } => {
                operands.first().map_or(start, |left| self.operator_after(left))
            }
            ExpressionKind::Assign { target, .. } => token_at(&self.source.text, target.span.end),
            ExpressionKind::Sequence(parts) => parts.last().map_or(start, |last| self.spot_of(last)),
            ExpressionKind::Update { prefix, target, .. } => self.update_spot(*prefix, target),
            ExpressionKind::PrivateIn(name, _) => token_at(&self.source.text, name.span.end),
            ExpressionKind::Chain { head, links } => self.link_spot(head, links),
            _ => start,
        }
    }

    /// The place of `++` or `--` where it changes something: of the operator behind its target, of the target's last token behind
    /// the operator.
    pub fn update_spot(&self, prefix: bool, target: &Expression) -> u32 {
        if !prefix {
            return self.operator_after(target);
        }
        match &target.kind {
            ExpressionKind::Chain { links, .. } => match links.last() {
                Some(Link { kind: LinkKind::Member(_) | LinkKind::Private(_), span, .. }) => self.name_spot(*span),
                Some(link) => link.span.end - 1,
                None => target.span.start,
            },
            ExpressionKind::Parenthesized(_) => target.span.end - 1,
            _ => target.span.start,
        }
    }

    /// The name of `.name`.
    fn name_spot(&self, link: Span) -> u32 {
        token_at(&self.source.text, link.start + 1)
    }

    /// Where the last link of a chain is.
    pub fn link_spot(&self, head: &ChainHead, links: &[Link]) -> u32 {
        let Some((link, before)) = links.split_last() else { return 0 };
        let text = &self.source.text;
        let bare = if link.optional { token_at(text, link.span.start + 2) } else { link.span.start };
        // Behind a call or `?.` the dot stands for the name.
        let behind = before.iter().any(|link| link.optional || matches!(link.kind, LinkKind::Call(_)));
        match &link.kind {
            LinkKind::Member(_) | LinkKind::Private(_) if link.optional || behind => link.span.start,
            LinkKind::Member(_) | LinkKind::Private(_) => self.name_spot(link.span),
            LinkKind::Index(_) | LinkKind::Template(_) => bare,
            LinkKind::Call(_) if link.optional => bare,
            LinkKind::Call(_) => match (before.last(), head) {
                (Some(Link { kind: LinkKind::Member(name), span, optional }), _)
                    if is_callable(self.script.name(*name)) =>
                {
                    if *optional {
                        token_at(text, span.start + 2)
                    } else {
                        self.name_spot(*span)
                    }
                }
                (
                    None,
                    ChainHead::Super(span)
                    | ChainHead::Expression(Expression { kind: ExpressionKind::Identifier(_), span }),
                ) => span.start,
                _ => bare,
            },
        }
    }

    /// A part of a statement begins, which V8 takes for a statement of its own; optional chains have no place.
    pub fn part_at(&mut self, part: &Expression) {
        if let ExpressionKind::Chain { links, .. } = &part.kind
            && links.iter().any(|link| link.optional)
        {
            return;
        }
        let at = self.spot_of(part);
        self.statement_at(at);
    }

    /// The `if` behind a statement and `else`.
    pub fn if_after(&self, before: &Statement) -> u32 {
        let text = &self.source.text;
        token_at(text, token_at(text, before.span.end) + 4)
    }

    /// Of what is looked at before a property is filled, the last.
    fn looked_at_before(&self, member: &Expression) -> u32 {
        let ExpressionKind::Chain { head, links } = &member.kind else { return member.span.start };
        match links.split_last() {
            Some((Link { kind: LinkKind::Index(index), .. }, _)) if Self::is_read(index) => self.spot_of(index),
            Some((_, before)) if !before.is_empty() => self.link_spot(head, before),
            _ => member.span.start,
        }
    }

    /// Whether looking at it has a place.
    fn is_read(expression: &Expression) -> bool {
        use ExpressionKind as K;
        !matches!(expression.kind, K::Number(_) | K::String(_) | K::Boolean(_) | K::Null | K::This | K::BigInt(_))
    }

    /// What a pattern fills next: V8 takes each for a statement of its own.
    pub fn target_at(&mut self, target: &Pattern) {
        match &target.kind {
            PatternKind::Identifier(_) => self.statement_at(target.span.start),
            PatternKind::Member(member) => {
                let at = self.spot_of(member);
                self.statement_of(Era::First, at);
            }
            PatternKind::Array { .. } | PatternKind::Object { .. } => {
                self.statement_of(Era::Revised, target.span.start);
            }
        }
    }

    /// The same before the key is computed: the first V8 has it so.
    pub fn early_target_at(&mut self, target: &Pattern) {
        match &target.kind {
            PatternKind::Identifier(_) => self.statement_of(Era::First, target.span.start),
            PatternKind::Member(_) => self.target_at(target),
            PatternKind::Array { .. } | PatternKind::Object { .. } => {}
        }
    }

    /// Where a pattern finds out that it has no object to take apart.
    pub fn pattern_at(&mut self, pattern: &Pattern) {
        let PatternKind::Object { properties, rest } = &pattern.kind else { return };
        match (properties.first(), rest) {
            (Some((PropertyName::Computed(_), _)), _) | (None, None) => self.statement_at(pattern.span.start),
            (None, Some(rest)) => self.target_at(rest),
            (Some((_, first)), _) => {
                self.target_at(&first.target);
                if let PatternKind::Member(member) = &first.target.kind {
                    let at = self.looked_at_before(member);
                    self.at(at);
                }
            }
        }
        self.looked();
    }

    /// What `...rest` in brackets fills: its dots.
    pub fn rest_at(&mut self, rest: &Pattern) {
        let before = self.source.text.get(..rest.span.start as usize).unwrap_or_default();
        let at = before.rfind("...").unwrap_or_default() as u32;
        let era = if matches!(rest.kind, PatternKind::Member(_)) { Era::First } else { Era::Always };
        self.statement_of(era, at);
    }

    /// What a loop fills in each round; of a declaration the last token.
    pub fn each_at(&mut self, target: &ForTarget) {
        let at = match target {
            ForTarget::Declaration(_, pattern) if !matches!(pattern.kind, PatternKind::Identifier(_)) => {
                pattern.span.end - 1
            }
            ForTarget::Pattern(Pattern { kind: PatternKind::Member(member), .. }) => self.spot_of(member),
            ForTarget::Declaration(_, pattern) | ForTarget::Pattern(pattern) => pattern.span.start,
        };
        self.statement_at(at);
    }

    /// The next instruction shows another place when nobody catches what it throws.
    pub fn caret(&mut self, at: u32) {
        self.body.carets.push((self.here() as u32, at));
    }
}
