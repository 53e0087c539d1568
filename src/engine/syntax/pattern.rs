//! Patterns: what may be bound or assigned to. They are read as literals and turned into patterns once it is known
//! what they are, each literal once. Declaring the names in them is the caller's business.

use super::ast::{
    ArrayElement, AssignOperator, ChainHead, Expression, ExpressionKind, Identifier, Link, LinkKind, ObjectMember,
    Pattern, PatternElement, PatternKind, PropertyName,
};
use super::lexeme::lex;
use super::message::{self, Message};
use super::parser::{Checked, Parse, Parser};
use super::token::Token;
use crate::span::Span;

/// What a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is assigned to: members may stand in it.
    Assignment,
    /// It declares: only names may.
    Binding,
}

/// Whether an expression is a bare object or array literal, the only ones that turn into patterns.
pub(super) fn is_literal(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Object(_) | ExpressionKind::Array(_))
}

/// What parentheses stand around.
/// What stands in parentheses, if anything does.
pub fn without_parentheses(mut expression: &Expression) -> &Expression {
    while let ExpressionKind::Parenthesized(inner) = &expression.kind {
        expression = inner;
    }
    expression
}

fn unwrapped(mut expression: Expression) -> Expression {
    while let ExpressionKind::Parenthesized(inner) = expression.kind {
        expression = *inner;
    }
    expression
}

/// Whether an expression ends in `.#name`.
pub(super) fn is_private_reference(expression: &Expression) -> bool {
    matches!(&expression.kind, ExpressionKind::Chain { links, .. }
        if matches!(links.last(), Some(Link { kind: LinkKind::Private(_), .. })))
}

/// Whether a chain ends in a member, private or index link and has no `?.`.
fn is_member(expression: &Expression) -> bool {
    let ExpressionKind::Chain { links, .. } = &expression.kind else { return false };
    let last = links.last().map(|link| &link.kind);
    matches!(last, Some(LinkKind::Member(_) | LinkKind::Private(_) | LinkKind::Index(_)))
        && links.iter().all(|link| !link.optional)
}

/// Whether a chain ends in a call and has no `?.`: assigning to it is an error only when it is reached, for old pages.
fn is_call(expression: &Expression) -> bool {
    let ExpressionKind::Chain { head, links } = &expression.kind else { return false };
    let last = links.last().map(|link| &link.kind);
    let super_call = matches!(**head, ChainHead::Super(_)) && links.len() == 1;
    matches!(last, Some(LinkKind::Call(_))) && !super_call && links.iter().all(|link| !link.optional)
}

/// The names a pattern binds, in order.
pub(super) fn bound_names(pattern: &Pattern, into: &mut Vec<Identifier>) {
    match &pattern.kind {
        PatternKind::Identifier(name) => into.push(Identifier { name: *name, span: pattern.span }),
        PatternKind::Member(_) => {}
        PatternKind::Array { elements, rest } => {
            for element in elements.iter().flatten() {
                bound_names(&element.target, into);
            }
            if let Some(rest) = rest {
                bound_names(rest, into);
            }
        }
        PatternKind::Object { properties, rest } => {
            for (_, element) in properties {
                bound_names(&element.target, into);
            }
            if let Some(rest) = rest {
                bound_names(rest, into);
            }
        }
    }
}

impl Parser<'_> {
    /// A name, or an array or object pattern of names.
    pub fn binding_pattern(&mut self) -> Parse<Pattern> {
        let cover = self.binding_cover()?;
        self.to_binding(cover)
    }

    /// A pattern that declares names; whether strict code allows a lone one, its declaration says.
    pub(super) fn to_binding(&self, cover: Expression) -> Parse<Pattern> {
        match cover.kind {
            ExpressionKind::Identifier(name) => Ok(Pattern { kind: PatternKind::Identifier(name), span: cover.span }),
            // What only a spread argument can be, which `...rest` looked like after `async`.
            ExpressionKind::Assign { .. } => Err(self.error(&message::REST_DEFAULT_INITIALIZER, cover.span)),
            ExpressionKind::Chain { .. } => Err(self.no_target(cover.span)),
            _ => self.to_pattern(cover, Use::Binding),
        }
    }

    /// What will be a pattern that declares names, still an expression.
    pub(super) fn binding_cover(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let kind = match self.peek() {
            token if token.is_any_identifier() => ExpressionKind::Identifier(self.binding_identifier()?.name),
            Token::LeftBracket | Token::LeftBrace => {
                let outer = self.cover.take();
                let kind = self.deeper(|parser| match parser.peek() {
                    Token::LeftBracket => parser.array_literal(),
                    _ => parser.object_literal(),
                });
                self.cover = outer;
                kind?
            }
            token if token.is_identifier_name() => return Err(self.unexpected_after()),
            _ => return Err(self.unexpected()),
        };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    fn no_target(&self, span: Span) -> super::error::SyntaxError {
        self.error(&message::INVALID_DESTRUCTURING_TARGET, span)
    }

    /// What a single assignment or update is made to: a name, or a chain that ends in a member. A call passes too,
    /// unless `early`: assigning to it is a `ReferenceError` when it is reached.
    pub(super) fn as_reference(
        &mut self,
        expression: Expression,
        span: Span,
        wrong: &'static Message,
        early: bool,
    ) -> Parse<Expression> {
        let expression = unwrapped(expression);
        match &expression.kind {
            ExpressionKind::Identifier(name) if self.strict && self.is_eval_or_arguments(*name) => {
                Err(self.error(&message::STRICT_EVAL_ARGUMENTS, span))
            }
            ExpressionKind::Identifier(_) => Ok(expression),
            _ if is_member(&expression) => Ok(expression),
            _ if !early && is_call(&expression) => {
                self.stops_waiting = true;
                Ok(expression)
            }
            _ => Err(self.error(wrong, span)),
        }
    }

    /// A checked reference as a pattern.
    #[expect(clippy::unused_self, reason = "reads as the other conversions do")]
    pub(super) fn reference_to_pattern(&self, reference: Expression) -> Pattern {
        let span = reference.span;
        let kind = match reference.kind {
            ExpressionKind::Identifier(name) => PatternKind::Identifier(name),
            _ => PatternKind::Member(Box::new(reference)),
        };
        Pattern { kind, span }
    }

    /// An expression as what it means where a pattern is expected.
    pub(super) fn to_pattern(&self, expression: Expression, purpose: Use) -> Parse<Pattern> {
        let span = expression.span;
        let kind = match expression.kind {
            ExpressionKind::Identifier(name) => {
                if self.strict && self.is_eval_or_arguments(name) {
                    return Err(self.no_target(span));
                }
                PatternKind::Identifier(name)
            }
            ExpressionKind::Array(elements) => self.array_pattern(elements, purpose)?,
            ExpressionKind::Object(members) => self.object_pattern(members, purpose)?,
            ExpressionKind::Parenthesized(_) if purpose == Use::Assignment => {
                let inner = without_parentheses(&expression);
                if is_literal(inner) || matches!(inner.kind, ExpressionKind::Assign { .. }) {
                    return Err(self.no_target(span));
                }
                // The parentheses stay in the span: should this become a binding after all, they are an error.
                return Ok(Pattern { span, ..self.to_pattern(unwrapped(expression), purpose)? });
            }
            _ if is_member(&expression) && purpose == Use::Assignment => PatternKind::Member(Box::new(expression)),
            _ if is_member(&expression) => return Err(self.error(&message::INVALID_PROPERTY_BINDING, span)),
            _ => return Err(self.no_target(span)),
        };
        Ok(Pattern { kind, span })
    }

    /// An element with its default.
    pub(super) fn to_element(&self, expression: Expression, purpose: Use) -> Parse<PatternElement> {
        if let ExpressionKind::Assign { operator: AssignOperator::Assign, target, value } = expression.kind {
            if purpose == Use::Binding {
                self.check_binding(&target)?;
            }
            return Ok(PatternElement { target: *target, default: Some(*value) });
        }
        Ok(PatternElement { target: self.to_pattern(expression, purpose)?, default: None })
    }

    /// Whether what was read as the target of an assignment can stand in a declaration.
    fn check_binding(&self, pattern: &Pattern) -> Checked {
        if pattern.span.of(self.source).starts_with('(') {
            return Err(self.no_target(pattern.span));
        }
        match &pattern.kind {
            PatternKind::Identifier(_) => Ok(()),
            PatternKind::Member(_) => Err(self.error(&message::INVALID_PROPERTY_BINDING, pattern.span)),
            PatternKind::Array { elements, rest } => {
                elements.iter().flatten().try_for_each(|element| self.check_binding(&element.target))?;
                rest.iter().try_for_each(|rest| self.check_binding(rest))
            }
            PatternKind::Object { properties, rest } => {
                properties.iter().try_for_each(|(_, element)| self.check_binding(&element.target))?;
                rest.iter().try_for_each(|rest| self.check_binding(rest))
            }
        }
    }

    /// Whether a comma stands after a place of the text.
    fn comma_after(&self, span: Span) -> bool {
        lex(self.source, span.end as usize, self.goal).token == Token::Comma
    }

    /// From the `...` before an expression to its end.
    fn with_ellipsis(&self, span: Span) -> Span {
        let start = self.source[..span.start as usize].rfind("...").unwrap_or(span.start as usize);
        Span { start: start as u32, ..span }
    }

    fn array_pattern(&self, items: Vec<ArrayElement>, purpose: Use) -> Parse<PatternKind> {
        let mut elements = Vec::with_capacity(items.len());
        for item in items {
            match item {
                ArrayElement::Hole => elements.push(None),
                ArrayElement::Value(value) => elements.push(Some(self.to_element(value, purpose)?)),
                ArrayElement::Spread(value) => {
                    let span = self.with_ellipsis(value.span);
                    if matches!(value.kind, ExpressionKind::Assign { .. }) {
                        return Err(self.no_target(span));
                    }
                    let rest = Some(Box::new(self.to_pattern(value, purpose)?));
                    if self.comma_after(span) {
                        return Err(self.error(&message::ELEMENT_AFTER_REST, span));
                    }
                    return Ok(PatternKind::Array { elements, rest });
                }
            }
        }
        Ok(PatternKind::Array { elements, rest: None })
    }

    fn object_pattern(&self, members: Vec<ObjectMember>, purpose: Use) -> Parse<PatternKind> {
        let mut properties = Vec::with_capacity(members.len());
        for member in members {
            match member {
                ObjectMember::Property { name, value, shorthand } => {
                    if shorthand {
                        self.check_shorthand(&name, value.span)?;
                    }
                    properties.push((name, self.to_element(value, purpose)?));
                }
                ObjectMember::Method { function, .. } => {
                    let whole = function.span.of(self.source);
                    let name = whole.find('(').map_or(whole, |at| whole[..at].trim_end());
                    let start = function.span.start as usize;
                    return Err(self.no_target(Span::new(start, start + name.len())));
                }
                ObjectMember::Spread(value) => {
                    let span = value.span;
                    let simple = matches!(without_parentheses(&value).kind, ExpressionKind::Identifier(_));
                    match purpose {
                        Use::Assignment if !simple && !is_member(without_parentheses(&value)) => {
                            return Err(self.error(&message::INVALID_REST_ASSIGNMENT, span));
                        }
                        Use::Binding if !simple => return Err(self.error(&message::INVALID_REST_BINDING, span)),
                        _ => {}
                    }
                    if self.comma_after(span) {
                        return Err(self.error(&message::ELEMENT_AFTER_REST, span));
                    }
                    let rest = Some(Box::new(self.to_pattern(value, purpose)?));
                    return Ok(PatternKind::Object { properties, rest });
                }
            }
        }
        Ok(PatternKind::Object { properties, rest: None })
    }

    fn check_shorthand(&self, name: &PropertyName, span: Span) -> Checked {
        match name {
            PropertyName::Name(name) if self.strict && self.is_eval_or_arguments(*name) => {
                let span = Span { end: span.start + self.name(*name).len() as u32, ..span };
                Err(self.error(&message::STRICT_EVAL_ARGUMENTS, span))
            }
            _ => Ok(()),
        }
    }
}
