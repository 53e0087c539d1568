//! Classes: members, constructors, fields, static blocks, private names. Not what `super` and `this` do at run time.

use super::ast::{
    Class, ClassMember, ClassMemberKind, Expression, ExpressionKind, Flavour, Function, FunctionKind, Identifier, Link,
    LinkKind, MethodKind, Name, PropertyName, Statement,
};
use super::error::SyntaxError;
use super::lexeme::lex;
use super::message;
use super::object::PropertyHead;
use super::parser::{Checked, Context, Parse, Parser};
use super::private::{Private, PrivateNames};
use super::token::Token;
use crate::span::Span;
use std::borrow::Cow;
use std::collections::HashMap;

impl Parser<'_> {
    pub(super) fn undeclared_private(&self, name: Name, caret: Span) -> SyntaxError {
        self.error_about(&message::INVALID_PRIVATE_FIELD, self.name(name), caret)
    }

    /// `class name {}` as an expression.
    pub(super) fn class_expression(&mut self) -> Parse<Class> {
        let start = self.advance().span;
        let name = if self.peek().is_any_identifier() { Some(self.identifier()?) } else { None };
        self.class_tail(name, start)
    }

    /// `extends heritage { members }`
    pub(super) fn class_tail(&mut self, name: Option<Identifier>, start: Span) -> Parse<Class> {
        let scope = self.new_scope();
        let strict = std::mem::replace(&mut self.strict, true);
        if let Some(name) = name {
            if !self.is_valid_identifier(lex(self.source, name.span.start as usize, self.goal).token) {
                return Err(self.error(&message::UNEXPECTED_STRICT_RESERVED, name.span));
            }
            if self.is_eval_or_arguments(name.name) {
                return Err(self.error(&message::STRICT_EVAL_ARGUMENTS, name.span));
            }
        }
        let heritage = if self.check(Token::Extends) {
            Some(self.deeper(|parser| parser.validated(Self::left_hand_side_expression))?)
        } else {
            None
        };
        self.expect(Token::LeftBrace)?;
        self.classes.push(PrivateNames::default());
        let mut class = Class { name, scope, heritage, constructor: None, members: Vec::new(), span: start };
        while self.peek() != Token::RightBrace {
            if !self.check(Token::Semicolon) {
                self.deeper(|parser| parser.class_element(&mut class))?;
            }
        }
        self.expect(Token::RightBrace)?;
        self.close_private_names()?;
        self.strict = strict;
        class.span = self.span_from(start);
        Ok(class)
    }

    /// `delete a.#b`. Node 24's V8 reports the earlier of two faults that do not touch: parentheses around a name that is
    /// not declared let that fault win.
    pub(super) fn deleted_private(&self, deleted: &Expression) -> SyntaxError {
        let ExpressionKind::Chain { links, .. } = &deleted.kind else { return self.bug("no chain") };
        let Some(Link { kind: LinkKind::Private(name), .. }) = links.last() else { return self.bug("no name") };
        let is_declared = self.classes.iter().any(|class| class.declared.contains_key(name));
        if is_declared || self.last != Token::RightParenthesis {
            return self.error_here(&message::DELETE_PRIVATE);
        }
        self.error_about(&message::DELETE_UNDECLARED_PRIVATE, self.name(*name), self.last_span)
    }

    /// The text stands inside classes that declare these names.
    pub fn around(&mut self, private: &[String]) {
        let names = private.iter().map(|name| (self.intern(Cow::Owned(name.clone())), Private::Whole));
        let class = PrivateNames { declared: names.collect(), used: HashMap::new() };
        if !class.declared.is_empty() {
            self.classes.push(class);
        }
    }

    /// Passes the uses of names this class does not declare on to the class around.
    pub(super) fn close_private_names(&mut self) -> Checked {
        let Some(PrivateNames { declared, used }) = self.classes.pop() else { return Ok(()) };
        let mut unknown = used.into_iter().filter(|(name, _)| !declared.contains_key(name));
        if let Some(outer) = self.classes.last_mut() {
            unknown.for_each(|(name, caret)| outer.refer(name, caret));
        } else if let Some((name, caret)) = unknown.by_ref().min_by_key(|(_, caret)| *caret) {
            return Err(self.undeclared_private(name, caret));
        }
        Ok(())
    }

    /// One member of a class.
    fn class_element(&mut self, class: &mut Class) -> Parse<()> {
        let start = self.next.span;
        let first = self.peek();
        let mut is_static = false;
        if first == Token::Static {
            let second = self.peek_second().token;
            if second == Token::LeftBrace {
                let block = self.class_static_block()?;
                let kind = ClassMemberKind::StaticBlock(Box::new(block));
                class.members.push(ClassMember { is_static: true, kind });
                return Ok(());
            }
            is_static =
                !matches!(second, Token::LeftParenthesis | Token::Assign | Token::Semicolon | Token::RightBrace);
            if is_static {
                self.advance();
            }
        }
        let head = self.property_head(true)?;
        if head.is_method() || self.peek() == Token::LeftParenthesis {
            return self.class_method(class, head, is_static);
        }
        if matches!(self.peek(), Token::Colon | Token::Comma) {
            let text = start.of(self.source);
            return Err(self.unexpected_token(first, text, Span { end: head.span.start, ..head.span }));
        }
        self.field_definition(class, head, is_static)
    }

    fn is_named(&self, name: &PropertyName, wanted: &str) -> bool {
        matches!(name, PropertyName::Name(name) | PropertyName::Private(name) if self.name(*name) == wanted)
    }

    /// A method or accessor, the constructor included.
    fn class_method(&mut self, class: &mut Class, head: PropertyHead, is_static: bool) -> Parse<()> {
        let kind = head.method_kind();
        if self.is_named(&head.name, "#constructor") {
            return Err(self.error_here(&message::CONSTRUCTOR_IS_PRIVATE));
        }
        if is_static && self.is_named(&head.name, "prototype") {
            return Err(self.error_here(&message::STATIC_PROTOTYPE));
        }
        let is_constructor = !is_static && self.is_named(&head.name, "constructor");
        if is_constructor {
            let wrong = match () {
                () if head.generator => &message::CONSTRUCTOR_IS_GENERATOR,
                () if head.asynchronous => &message::CONSTRUCTOR_IS_ASYNC,
                () if head.accessor.is_some() => &message::CONSTRUCTOR_IS_ACCESSOR,
                () if class.constructor.is_some() => &message::DUPLICATE_CONSTRUCTOR,
                () => {
                    let derived = class.heritage.is_some();
                    let kind = if derived { FunctionKind::DerivedConstructor } else { FunctionKind::Constructor };
                    class.constructor = Some(Box::new(self.method(&head, kind)?));
                    return Ok(());
                }
            };
            return Err(self.error_here(wrong));
        }
        let function = Box::new(self.method(
            &head,
            match kind {
                MethodKind::Method => FunctionKind::Method,
                MethodKind::Getter => FunctionKind::Getter,
                MethodKind::Setter => FunctionKind::Setter,
            },
        )?);
        let end = self.last_span;
        self.declare_private(&head.name, Some(kind), is_static, end)?;
        let kind = ClassMemberKind::Method { name: head.name, kind, function };
        class.members.push(ClassMember { is_static, kind });
        Ok(())
    }

    fn declare_private(
        &mut self,
        name: &PropertyName,
        kind: Option<MethodKind>,
        is_static: bool,
        end: Span,
    ) -> Checked {
        if let PropertyName::Private(name) = *name
            && let Some(class) = self.classes.last_mut()
            && !class.declare(name, kind, is_static)
        {
            return Err(self.error_about(&message::VARIABLE_REDECLARATION, self.name(name), end));
        }
        Ok(())
    }

    /// `name = value;` or `name;`
    fn field_definition(&mut self, class: &mut Class, head: PropertyHead, is_static: bool) -> Parse<()> {
        if self.is_named(&head.name, "constructor") || self.is_named(&head.name, "#constructor") {
            return Err(self.error_here(&message::CONSTRUCTOR_FIELD));
        }
        if is_static && self.is_named(&head.name, "prototype") {
            return Err(self.error_here(&message::STATIC_PROTOTYPE));
        }
        let value = if self.check(Token::Assign) { Some(Box::new(self.field_initializer()?)) } else { None };
        let end = self.last_span;
        self.semicolon()?;
        self.declare_private(&head.name, None, is_static, end)?;
        let kind = ClassMemberKind::Field { name: head.name, value };
        class.members.push(ClassMember { is_static, kind });
        Ok(())
    }

    /// The value of a field, as a function that returns it.
    fn field_initializer(&mut self) -> Parse<Function> {
        let start = self.next.span;
        self.initializer(start, true, |parser| parser.with_in(true, Self::expression_body))
    }

    /// `static { ... }`
    fn class_static_block(&mut self) -> Parse<Function> {
        let start = self.advance().span;
        self.advance();
        self.initializer(start, false, |parser| {
            parser.accept_in = true;
            parser.context.bans_await = true;
            let mut body = Vec::new();
            while parser.peek() != Token::RightBrace {
                body.push(parser.statement_list_item()?);
            }
            parser.expect(Token::RightBrace)?;
            Ok(body)
        })
    }

    /// A function that runs when the class or an instance is made.
    fn initializer(
        &mut self,
        start: Span,
        expression_body: bool,
        body: impl FnOnce(&mut Self) -> Parse<Vec<Statement>>,
    ) -> Parse<Function> {
        let (scope, body_scope) = (self.new_scope(), self.new_scope());
        let context = Context { bans_arguments: true, super_property: true, new_target: true, ..Context::default() };
        let body = self.inside_function(context, body)?;
        Ok(Function {
            kind: FunctionKind::Initializer,
            flavour: Flavour::Ordinary,
            name: None,
            scope,
            body_scope,
            parameters: Vec::new(),
            rest: None,
            body,
            expression_body,
            strict: true,
            span: self.span_from(start),
            head: start.start,
        })
    }
}
