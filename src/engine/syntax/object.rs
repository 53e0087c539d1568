//! Object literals, and the names of properties that classes share with them. Not classes themselves.

use super::ast::{
    AssignOperator, Expression, ExpressionKind, FunctionKind, MethodKind, Name, ObjectMember, Pattern, PatternKind,
    PropertyName,
};
use super::function::FunctionHead;
use super::message;
use super::parser::{Parse, Parser};
use super::token::{Token, Value};
use crate::span::Span;
use crate::text::{Text, Units, received};
use std::borrow::Cow;

/// What stands before a property's value or parameter list.
pub(super) struct PropertyHead {
    /// Its name.
    pub name: PropertyName,
    /// The name's first token.
    pub token: Token,
    /// The place of that token.
    pub span: Span,
    /// Where the property begins, `get` and the like included.
    pub start: Span,
    /// `get` or `set`.
    pub accessor: Option<MethodKind>,
    /// `async`
    pub asynchronous: bool,
    /// `*`
    pub generator: bool,
}

impl PropertyHead {
    /// Whether a modifier makes it a method whatever follows.
    pub fn is_method(&self) -> bool {
        self.accessor.is_some() || self.asynchronous || self.generator
    }

    /// Which of method, getter and setter it is.
    pub fn method_kind(&self) -> MethodKind {
        self.accessor.unwrap_or(MethodKind::Method)
    }
}

/// Whether a property's name ends before this token, so that a `get` before it is a name.
fn ends_name(token: Token) -> bool {
    matches!(
        token,
        Token::Colon
            | Token::Comma
            | Token::RightBrace
            | Token::Assign
            | Token::LeftParenthesis
            | Token::Star
            | Token::Semicolon
    )
}

/// Whether a string is an array index (6.1.7): such names are kept as strings, not as names.
fn is_array_index(units: Units<'_>) -> bool {
    let digits = units.len() <= 10 && units.iter().all(|unit| (48..58).contains(&unit));
    let value = digits.then(|| units.iter().fold(0u64, |sum, unit| sum * 10 + u64::from(unit - 48)));
    match units.len() {
        0 => false,
        1 => digits,
        _ => units.at(0) != 48 && value.is_some_and(|value| value < u64::from(u32::MAX)),
    }
}

impl Parser<'_> {
    /// `{ a, b: c, [d]: e, get f() {}, ...g }`
    pub(super) fn object_literal(&mut self) -> Parse<ExpressionKind> {
        self.advance();
        let mut members = Vec::new();
        let mut has_proto = false;
        while !self.check(Token::RightBrace) {
            members.push(self.property_definition(&mut has_proto)?);
            if self.peek() != Token::RightBrace {
                self.expect(Token::Comma)?;
            }
        }
        Ok(ExpressionKind::Object(members))
    }

    /// One member of an object literal.
    fn property_definition(&mut self, has_proto: &mut bool) -> Parse<ObjectMember> {
        if self.check(Token::Ellipsis) {
            return Ok(ObjectMember::Spread(self.with_in(true, Self::assignment_or_pattern)?));
        }
        let head = self.property_head(false)?;
        if head.is_method() || self.peek() == Token::LeftParenthesis {
            return self.method_definition(head);
        }
        match self.peek() {
            Token::Colon => {
                let is_proto = matches!(head.name, PropertyName::Name(name) if self.name(name) == "__proto__");
                if is_proto && std::mem::replace(has_proto, true) {
                    self.cover.get_or_insert((&message::DUPLICATE_PROTO, self.last_span));
                }
                self.advance();
                let value = self.with_in(true, Self::assignment_or_pattern)?;
                Ok(ObjectMember::Property { name: head.name, value, shorthand: false })
            }
            Token::Comma | Token::RightBrace | Token::Assign => self.shorthand_property(&head),
            _ => Err(self.unexpected()),
        }
    }

    /// `name`, or `name = value`, which only a pattern may say.
    fn shorthand_property(&mut self, head: &PropertyHead) -> Parse<ObjectMember> {
        let PropertyName::Name(name) = head.name else {
            return Err(self.unexpected_token(head.token, "", self.last_span));
        };
        if !self.is_valid_identifier(head.token) {
            return Err(self.unexpected_token(head.token, head.span.of(self.source), self.last_span));
        }
        if self.context.bans_arguments && self.name(name) == "arguments" {
            return Err(self.error(&message::ARGUMENTS_DISALLOWED, head.span));
        }
        let property = |value| ObjectMember::Property { name: PropertyName::Name(name), value, shorthand: true };
        if !self.check(Token::Assign) {
            return Ok(property(Expression { kind: ExpressionKind::Identifier(name), span: head.span }));
        }
        let value = Box::new(self.with_in(true, Self::assignment_expression)?);
        let span = self.span_from(head.span);
        self.cover.get_or_insert((&message::INVALID_COVER_INITIALIZER, span));
        let target = Box::new(Pattern { kind: PatternKind::Identifier(name), span: head.span });
        let kind = ExpressionKind::Assign { operator: AssignOperator::Assign, target, value };
        Ok(property(Expression { kind, span }))
    }

    /// `name() {}`, `get name() {}`, `set name(value) {}` in an object literal.
    fn method_definition(&mut self, head: PropertyHead) -> Parse<ObjectMember> {
        let kind = head.method_kind();
        let function = self.method(
            &head,
            match kind {
                MethodKind::Method => FunctionKind::Method,
                MethodKind::Getter => FunctionKind::Getter,
                MethodKind::Setter => FunctionKind::Setter,
            },
        )?;
        Ok(ObjectMember::Method { name: head.name, kind, function: Box::new(function) })
    }

    /// The parameters and body of a method whose name has been read.
    pub(super) fn method(&mut self, head: &PropertyHead, kind: FunctionKind) -> Parse<super::ast::Function> {
        self.function_rest(FunctionHead {
            kind,
            name: None,
            start: head.start,
            asynchronous: head.asynchronous,
            generator: head.generator,
        })
    }

    /// `get`, `set`, `async`, `*` and the name of a property.
    pub(super) fn property_head(&mut self, in_class: bool) -> Parse<PropertyHead> {
        let start = self.next.span;
        let (mut accessor, mut asynchronous) = (None, false);
        if self.peek() == Token::Async {
            let second = self.peek_second();
            let is_name = second.newline_before || (second.token != Token::Star && ends_name(second.token));
            asynchronous = !is_name;
            self.modifier(asynchronous)?;
        }
        let generator = (asynchronous || self.peek() == Token::Star) && self.check(Token::Star);
        if !asynchronous && !generator && matches!(self.peek(), Token::Get | Token::Set) {
            let kind = if self.peek() == Token::Get { MethodKind::Getter } else { MethodKind::Setter };
            let is_modifier = !ends_name(self.peek_second().token);
            self.modifier(is_modifier)?;
            accessor = is_modifier.then_some(kind);
        }
        let (token, span) = (self.peek(), self.next.span);
        let name = self.property_name(in_class)?;
        Ok(PropertyHead { name, token, span, start, accessor, asynchronous, generator })
    }

    /// Consumes `get`, `set` or `async` where it is one, which it is not with escapes in it.
    fn modifier(&mut self, is_modifier: bool) -> Parse<()> {
        if is_modifier && self.next.escaped {
            return Err(self.error(&message::ESCAPED_KEYWORD, self.next.span));
        }
        if is_modifier {
            self.advance();
        }
        Ok(())
    }

    /// `a`, `'a'`, `1`, `[a]`, and in classes `#a`.
    fn property_name(&mut self, in_class: bool) -> Parse<PropertyName> {
        match self.peek() {
            Token::PrivateName if in_class => Ok(PropertyName::Private(self.word().name)),
            Token::String => self.string_name(),
            Token::Number => match self.advance().value {
                Value::Number(number) => Ok(PropertyName::Number(number)),
                _ => Err(self.bug("a number without a value")),
            },
            Token::BigInt => Ok(PropertyName::Computed(self.literal()?)),
            Token::LeftBracket => {
                self.advance();
                let name = self.with_in(true, Self::assignment_expression)?;
                self.expect(Token::RightBracket)?;
                Ok(PropertyName::Computed(name))
            }
            token if token.is_identifier_name() => Ok(PropertyName::Name(self.word().name)),
            _ => Err(self.unexpected()),
        }
    }

    fn string_name(&mut self) -> Parse<PropertyName> {
        let literal = self.literal()?;
        match &literal.kind {
            ExpressionKind::String(text) if !is_array_index(text.view()) => match text_name(text) {
                Some(name) => Ok(PropertyName::Name(self.intern_owned(name))),
                None => Ok(PropertyName::Computed(literal)),
            },
            _ => Ok(PropertyName::Computed(literal)),
        }
    }

    pub(super) fn intern_owned(&mut self, name: String) -> Name {
        self.intern(Cow::Owned(name))
    }
}

/// A string as a name, unless a lone surrogate is in it.
fn text_name(text: &Text) -> Option<String> {
    match text.view() {
        Units::Latin1(_) => Some(text.to_string()),
        Units::Utf16(units) => String::from_utf16(units).ok().map(|name| received(&name).into_owned()),
    }
}
