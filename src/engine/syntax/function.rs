//! Functions of every kind: parameters, bodies, directives, arrows. Not where they may stand: that is `statement`'s,
//! `object`'s and `class`'s.

use super::arrow::ArrowHead;
use super::ast::{
    Argument, AssignOperator, Expression, ExpressionKind, Flavour, Function, FunctionKind, Goal, Identifier, Parameter,
    Pattern, PatternElement, PatternKind, Statement, StatementKind,
};
use super::lexeme::lex;
use super::message::{self, Message};
use super::parser::{Checked, Context, Parse, Parser};
use super::pattern::{Use, bound_names};
use super::token::Token;
use crate::limits::MAX_ARGUMENTS;
use crate::span::Span;
use std::cmp::Ordering;

/// What stands before a function's parameter list.
#[derive(Clone, Copy)]
pub(super) struct FunctionHead {
    /// How it is written.
    pub kind: FunctionKind,
    /// Its own name.
    pub name: Option<Identifier>,
    /// Where it begins.
    pub start: Span,
    /// `async`
    pub asynchronous: bool,
    /// `*`
    pub generator: bool,
}

/// A parameter list.
#[derive(Default)]
struct Parameters {
    list: Vec<Parameter>,
    rest: Option<Pattern>,
    /// The first name that repeats another.
    duplicate: Option<Span>,
    /// The first name that strict code forbids.
    forbidden: Option<(&'static Message, Span)>,
}

impl Parameters {
    /// Whether they are plain names, 15.1.3 `IsSimpleParameterList`.
    fn is_simple(&self) -> bool {
        let plain = |parameter: &Parameter| {
            parameter.default.is_none() && matches!(parameter.target.kind, PatternKind::Identifier(_))
        };
        self.rest.is_none() && self.list.iter().all(plain)
    }
}

impl Parser<'_> {
    /// `function name() {}` as an expression.
    pub(super) fn function_expression(&mut self, start: Span, asynchronous: bool) -> Parse<Expression> {
        let (outer_await, outer_yield) = (self.context.asynchronous, self.context.generator);
        let outer_ban = std::mem::take(&mut self.context.bans_await);
        self.advance();
        let generator = self.check(Token::Star);
        (self.context.asynchronous, self.context.generator) = (asynchronous, generator);
        let name = if self.peek() == Token::LeftParenthesis { None } else { Some(self.identifier()?) };
        (self.context.asynchronous, self.context.generator) = (outer_await, outer_yield);
        self.context.bans_await = outer_ban;
        let head = FunctionHead { kind: FunctionKind::Normal, name, start, asynchronous, generator };
        let function = self.function_rest(head)?;
        Ok(Expression { kind: ExpressionKind::Function(Box::new(function)), span: self.span_from(start) })
    }

    /// Runs a rule as the inside of a function.
    pub(super) fn inside_function<T>(
        &mut self,
        context: Context,
        rule: impl FnOnce(&mut Self) -> Parse<T>,
    ) -> Parse<T> {
        let outer = std::mem::replace(&mut self.context, context);
        let (strict, accept_in) = (self.strict, self.accept_in);
        self.declarations.open_function();
        let found = rule(self)?;
        if let Some(collision) = self.declarations.close_function() {
            return Err(self.redeclared(collision).for_good());
        }
        self.context = outer;
        (self.strict, self.accept_in) = (strict, accept_in);
        Ok(found)
    }

    /// The parameter list and body of a function whose head has been read.
    pub(super) fn function_rest(&mut self, head: FunctionHead) -> Parse<Function> {
        let FunctionHead { kind, name, start, asynchronous, generator } = head;
        let (scope, body_scope) = (self.new_scope(), self.new_scope());
        let is_method = kind != FunctionKind::Normal;
        let context = Context {
            generator,
            asynchronous,
            super_property: is_method,
            super_call: kind == FunctionKind::DerivedConstructor,
            new_target: true,
            returns: true,
            in_parameters: true,
            ..Context::default()
        };
        let at = self.next.span;
        let outer = self.strict;
        let inside = self.inside_function(context, |parser| {
            parser.accept_in = true;
            parser.expect(Token::LeftParenthesis)?;
            let parameters = parser.formal_parameters()?;
            parser.check_end(at)?;
            parser.expect(Token::RightParenthesis)?;
            parser.check_arity(kind, &parameters, at)?;
            parser.context.in_parameters = false;
            parser.expect(Token::LeftBrace)?;
            let body = parser.function_body(&parameters);
            let allowed = parser.check_parameters(&parameters, is_method);
            let reserved = parser.strict && parameters.forbidden.is_some();
            let body = parser.blamed_on_parameters(body, allowed, reserved)?;
            parser.expect(Token::RightBrace)?;
            Ok((parameters, body, parser.strict))
        });
        let (parameters, body, strict) = inside.map_err(|error| self.blamed(error, at.start, name, outer))?;
        if strict {
            if let Some(name) = name {
                self.check_strict_name(name)?;
            }
            self.check_octal(at.start)?;
        }
        let Parameters { list, rest, .. } = parameters;
        let span = self.span_from(start);
        let expression_body = false;
        let flavour = Flavour::of(asynchronous, generator);
        Ok(Function {
            kind,
            flavour,
            name,
            scope,
            body_scope,
            parameters: list,
            rest,
            body,
            expression_body,
            strict,
            span,
            head: at.start,
        })
    }

    /// Whether parameters given to `Function`, which begin there, end where they should.
    fn check_end(&self, at: Span) -> Checked {
        let Goal::Function { from, to } = self.goal else { return Ok(()) };
        let here = self.next.span.start;
        match here.cmp(&to) {
            Ordering::Less if at.start == from => Err(self.error_here(&message::ARGUMENT_ENDS_PARAMETERS)),
            Ordering::Greater if at.start == from => Err(self.error_here(&message::UNEXPECTED_END_OF_ARGUMENT)),
            _ => Ok(()),
        }
    }

    fn check_arity(&self, kind: FunctionKind, parameters: &Parameters, at: Span) -> Checked {
        let count = parameters.list.len() + usize::from(parameters.rest.is_some());
        let wrong = match kind {
            FunctionKind::Getter if count > 0 => &message::BAD_GETTER_ARITY,
            FunctionKind::Setter if count != 1 => &message::BAD_SETTER_ARITY,
            FunctionKind::Setter if parameters.rest.is_some() => &message::BAD_SETTER_REST,
            _ => return Ok(()),
        };
        Err(self.error(wrong, self.span_from(at)))
    }

    pub(super) fn forbidden_in_strict(&self, name: Identifier) -> Option<(&'static Message, Span)> {
        let message = match self.name(name.name) {
            "eval" | "arguments" => &message::STRICT_EVAL_ARGUMENTS,
            "let" | "static" | "yield" | "implements" | "interface" | "package" | "private" | "protected"
            | "public" => &message::UNEXPECTED_STRICT_RESERVED,
            _ => return None,
        };
        Some((message, name.span))
    }

    /// What only the body's strictness decides about the parameters (V8 `ValidateFormalParameters`).
    fn check_parameters(&self, parameters: &Parameters, unique: bool) -> Checked {
        if (unique || self.strict || !parameters.is_simple())
            && let Some(span) = parameters.duplicate
        {
            return Err(self.error(&message::DUPLICATE_PARAMETER, span));
        }
        match parameters.forbidden {
            Some((message, span)) if self.strict => Err(self.error(message, span)),
            _ => Ok(()),
        }
    }

    /// `a, b = 1, [c], ...d`
    fn formal_parameters(&mut self) -> Parse<Parameters> {
        let mut parameters = Parameters::default();
        while self.peek() != Token::RightParenthesis {
            if parameters.list.len() >= MAX_ARGUMENTS {
                return Err(self.error_here(&message::TOO_MANY_PARAMETERS));
            }
            if self.check(Token::Ellipsis) {
                let rest = self.binding_pattern()?;
                if self.check(Token::Assign) {
                    return Err(self.error_here(&message::REST_DEFAULT_INITIALIZER));
                }
                if self.peek() == Token::Comma {
                    return Err(self.error(&message::PARAMETER_AFTER_REST, self.next.span));
                }
                self.declare_parameters(&rest, &mut parameters);
                parameters.rest = Some(rest);
                break;
            }
            let parameter = self.formal_parameter()?;
            self.declare_parameters(&parameter.target, &mut parameters);
            parameters.list.push(parameter);
            if !self.check(Token::Comma) {
                break;
            }
        }
        Ok(parameters)
    }

    /// `a`, `[a]`, `a = 1`
    fn formal_parameter(&mut self) -> Parse<Parameter> {
        let target = self.binding_pattern()?;
        let default = if self.check(Token::Assign) { Some(self.assignment_expression()?) } else { None };
        Ok(Parameter { target, default })
    }

    fn declare_parameters(&mut self, pattern: &Pattern, parameters: &mut Parameters) {
        let mut names = Vec::new();
        bound_names(pattern, &mut names);
        for name in names {
            if !self.declarations.declare_parameter(name.name, name.span) {
                parameters.duplicate.get_or_insert(name.span);
            }
            if parameters.forbidden.is_none() {
                parameters.forbidden = self.forbidden_in_strict(name);
            }
        }
    }

    /// The statements between the braces, the directives first.
    fn function_body(&mut self, parameters: &Parameters) -> Parse<Vec<Statement>> {
        self.statement_list(Token::RightBrace, parameters.is_simple())
    }

    /// Statements up to `end`; strings before all others are directives (11.2.1).
    pub(super) fn statement_list(&mut self, end: Token, simple: bool) -> Parse<Vec<Statement>> {
        let mut body = Vec::new();
        while self.peek() == Token::String {
            let span = self.next.span;
            let use_strict = matches!(span.of(self.source), "'use strict'" | "\"use strict\"");
            let statement = match self.statement_list_item() {
                Err(found) if use_strict && self.last_span == span => {
                    // Only the end of the statement is missing.
                    self.strict = true;
                    let allowed = if simple { Ok(()) } else { Err(self.error(&message::ILLEGAL_USE_STRICT, span)) };
                    return Err(self.earliest(found, allowed));
                }
                statement => statement?,
            };
            let is_directive = matches!(&statement.kind,
                StatementKind::Expression(Expression { kind: ExpressionKind::String(_), span: whole }) if *whole == span);
            body.push(statement);
            if !is_directive {
                break;
            }
            if use_strict {
                self.strict = true;
                if !simple {
                    return Err(self.error(&message::ILLEGAL_USE_STRICT, span));
                }
            }
        }
        while self.peek() != end {
            body.push(self.statement_list_item()?);
        }
        body.shrink_to_fit();
        Ok(body)
    }

    /// Leaves the parameters of an arrow function, whose `=>` is the token ahead, for `arrow_function`.
    pub(super) fn arrow_head(&mut self, head: ArrowHead, start: Span) -> Expression {
        self.arrow = Some(head);
        Expression { kind: ExpressionKind::Sequence(Vec::new()), span: self.span_from(start) }
    }

    /// `(a, b) => c`, from the arrow; `left` is what stands before it.
    pub(super) fn arrow_function(&mut self, left: Expression, start: Span) -> Parse<Expression> {
        let head = match (self.arrow.take(), left.kind) {
            (Some(head), ExpressionKind::Sequence(items)) if items.is_empty() => head,
            (_, kind @ ExpressionKind::Identifier(_)) => ArrowHead::of(Expression { kind, span: left.span }, false),
            _ => {
                let span = Span { start: start.start, end: self.last_span.start.max(start.start) };
                return Err(self.error(&message::MALFORMED_ARROW_PARAMETERS, span));
            }
        };
        if self.next.newline_before {
            return Err(self.unexpected());
        }
        if let Some((message, at)) = self.context.suspended.filter(|(_, at)| at.start >= start.start) {
            return Err(self.error(message, at));
        }
        let (scope, body_scope) = (self.new_scope(), self.new_scope());
        let outer = &self.context;
        let context = Context {
            asynchronous: head.asynchronous,
            returns: true,
            bans_arguments: outer.bans_arguments,
            super_property: outer.super_property,
            super_call: outer.super_call,
            new_target: outer.new_target,
            ..Context::default()
        };
        let flavour = Flavour::of(head.asynchronous, false);
        // V8 reads the others ahead, and stops at the first mistake.
        let nested = self.context.returns;
        let outer = self.strict;
        let inside = self.inside_function(context, |parser| {
            let parameters = parser.arrow_parameters(head)?;
            parser.advance();
            let expression_body = parser.peek() != Token::LeftBrace;
            if let Some(span) = parameters.duplicate {
                // Node's prompt first reads the expression.
                let _ = expression_body.then(|| parser.expression_body());
                return Err(parser.error(&message::DUPLICATE_PARAMETER, span));
            }
            let body = if expression_body {
                parser.expression_body()?
            } else {
                parser.accept_in = true;
                parser.advance();
                let body = parser.function_body(&parameters);
                let allowed = parser.check_parameters(&parameters, true);
                let body = if nested {
                    parser.blamed_on_parameters(body, allowed, false)?
                } else {
                    body.and_then(|body| allowed.map(|()| body))?
                };
                parser.expect(Token::RightBrace)?;
                body
            };
            parser.check_parameters(&parameters, true)?;
            Ok((parameters, body, expression_body, parser.strict))
        });
        let (parameters, body, expression_body, strict) =
            inside.map_err(|error| self.blamed(error, start.start, None, outer))?;
        if strict {
            self.check_octal(start.start)?;
        }
        let span = self.span_from(start);
        let Parameters { list, rest, .. } = parameters;
        let (kind, name) = (FunctionKind::Arrow, None);
        let function = Function {
            kind,
            flavour,
            name,
            scope,
            body_scope,
            parameters: list,
            rest,
            body,
            expression_body,
            strict,
            span,
            head: span.start,
        };
        Ok(Expression { kind: ExpressionKind::Function(Box::new(function)), span })
    }

    /// An expression as the body that returns it.
    pub(super) fn expression_body(&mut self) -> Parse<Vec<Statement>> {
        let value = self.assignment_expression()?;
        let span = value.span;
        Ok(vec![Statement { kind: StatementKind::Return(Some(value)), span }])
    }

    fn arrow_parameters(&mut self, head: ArrowHead) -> Parse<Parameters> {
        let mut parameters = Parameters::default();
        for Argument { spread, value } in head.items {
            if let Some(rest) = &parameters.rest {
                let comma = lex(self.source, rest.span.end as usize, self.goal).span;
                return Err(self.error(&message::PARAMETER_AFTER_REST, comma));
            }
            if spread {
                let rest = self.to_binding(value)?;
                self.declare_parameters(&rest, &mut parameters);
                parameters.rest = Some(rest);
            } else {
                let parameter = self.to_parameter(value)?;
                self.declare_parameters(&parameter.target, &mut parameters);
                parameters.list.push(parameter);
            }
        }
        Ok(parameters)
    }

    fn to_parameter(&self, item: Expression) -> Parse<Parameter> {
        let fits = match &item.kind {
            ExpressionKind::Assign { operator, .. } => *operator == AssignOperator::Assign,
            ExpressionKind::Identifier(name) => {
                if self.context.asynchronous && self.name(*name) == "await" {
                    return Err(self.error(&message::AWAIT_BINDING, item.span));
                }
                // Whether strict code allows the name, `check_parameters` says.
                let target = Pattern { kind: PatternKind::Identifier(*name), span: item.span };
                return Ok(Parameter { target, default: None });
            }
            ExpressionKind::Array(_) | ExpressionKind::Object(_) => true,
            _ => false,
        };
        if !fits {
            return Err(self.error(&message::INVALID_DESTRUCTURING_TARGET, item.span));
        }
        let PatternElement { target, default } = self.to_element(item, Use::Binding)?;
        Ok(Parameter { target, default })
    }
}
