//! Whole texts, and the imports and exports of modules. Nothing is resolved: which modules exist is not known here.

use super::ast::{
    Export, ExportEntry, Exported, Expression, ExpressionKind, Function, FunctionKind, Goal, Identifier, Import,
    ImportBinding, Imported, Name, Script, Statement, StatementKind,
};
use super::function::FunctionHead;
use super::lexeme::lex;
use super::message;
use super::parser::{Checked, Parse, Parser};
use super::token::{Token, Value};
use crate::span::Span;
use crate::text::Text;
use std::borrow::Cow;
use std::collections::HashSet;

/// Whether a text has half of a pair of UTF-16 units without the other.
fn has_lone_surrogate(text: &Text) -> bool {
    text.view().code_points().any(|point| char::from_u32(point).is_none())
}

/// What a module exports.
#[derive(Default)]
struct Exports {
    names: HashSet<Box<str>>,
    locals: Vec<Identifier>,
}

impl Parser<'_> {
    /// The whole text for its goal.
    pub fn script(mut self) -> Parse<Script> {
        let scope = self.new_scope();
        self.declarations.open_function();
        if self.goal == Goal::CommonJs {
            (self.context.returns, self.context.new_target) = (true, true);
            for name in ["exports", "require", "module", "__filename", "__dirname"] {
                let name = self.intern(Cow::Borrowed(name));
                self.declarations.declare_parameter(name, Span::default());
            }
        }
        let body = if self.goal == Goal::Module { self.module() } else { self.statement_list(Token::End, true) };
        match body {
            Ok(body) => self.end(body, scope),
            Err(mut error) => {
                if self.strict {
                    let octal = self.check_octal(0);
                    error = self.earliest(error, octal);
                }
                for collision in self.declarations.collisions() {
                    error = self.earliest(error, Err(self.redeclared(collision)));
                }
                Err(error)
            }
        }
    }

    /// The text as one expression in parentheses that are not there: how Node's prompt first tries what begins with
    /// `{` (`lib/repl.js`, `defaultEval`). `None` if it is none.
    pub fn parenthesized_script(mut self) -> Parse<Option<Script>> {
        let scope = self.new_scope();
        self.declarations.open_function();
        let expression = self.expression()?;
        let tail = self.source[self.last_span.end as usize..].trim_end();
        // The closing parenthesis must not fall into a comment.
        if self.peek() != Token::End || lex(&format!("{tail})"), 0, self.goal).token != Token::RightParenthesis {
            return Ok(None);
        }
        let span = expression.span;
        self.end(vec![Statement { kind: StatementKind::Expression(expression), span }], scope).map(Some)
    }

    fn end(mut self, body: Vec<Statement>, scope: super::ast::ScopeId) -> Parse<Script> {
        let strict = self.strict;
        if strict {
            self.check_octal(0)?;
        }
        self.close_private_names()?;
        if let Some(collision) = self.declarations.close_function() {
            let is_last = collision.span.start == self.last_span.start;
            let error = self.redeclared(collision);
            return Err(if is_last { error } else { error.for_good() });
        }
        self.finish(body, scope, strict)
    }

    /// The statements of a module.
    fn module(&mut self) -> Parse<Vec<Statement>> {
        self.context.asynchronous = true;
        let (mut body, mut exports) = (Vec::new(), Exports::default());
        while self.peek() != Token::End {
            let statement = match self.peek() {
                Token::Import if !matches!(self.peek_second().token, Token::LeftParenthesis | Token::Dot) => {
                    self.import_declaration()?
                }
                Token::Export => self.export_declaration(&mut exports)?,
                _ => self.statement_list_item()?,
            };
            body.push(statement);
        }
        for local in exports.locals {
            if !self.declarations.is_declared(local.name) {
                return Err(self.error_about(&message::EXPORT_UNDEFINED, self.name(local.name), local.span));
            }
        }
        Ok(body)
    }

    /// `import a, { b as c } from 'module'`
    fn import_declaration(&mut self) -> Parse<Statement> {
        let start = self.advance().span;
        let mut bindings = Vec::new();
        if self.peek() != Token::String {
            let has_default = self.peek().is_any_identifier();
            if has_default {
                bindings.push(ImportBinding { imported: Imported::Default, local: self.imported_binding()? });
            }
            if !has_default || self.check(Token::Comma) {
                match self.peek() {
                    Token::Star => bindings.push(self.namespace_import()?),
                    Token::LeftBrace => self.named_imports(&mut bindings)?,
                    _ if has_default => return Err(self.unexpected_token(Token::Comma, "", self.last_span)),
                    _ => return Err(self.unexpected()),
                }
            }
            self.expect_word("from")?;
        }
        let (module, module_span) = self.module_specifier()?;
        let import = Import { module, module_span, bindings };
        Ok(Statement { kind: StatementKind::Import(import), span: self.span_from(start) })
    }

    fn expect_word(&mut self, word: &str) -> Checked {
        if !self.is_word(word) {
            let escaped = self.next.escaped && matches!(&self.next.value, Value::Name(name) if name == word);
            return Err(if escaped {
                self.error_about(&message::ESCAPED_META_PROPERTY, word, self.next.span)
            } else {
                self.unexpected()
            });
        }
        self.advance();
        Ok(())
    }

    /// `'module'`, and attributes, which are refused.
    fn module_specifier(&mut self) -> Parse<(Text, Span)> {
        if self.peek() != Token::String {
            return Err(self.unexpected());
        }
        let literal = self.literal()?;
        let ExpressionKind::String(module) = literal.kind else {
            return Err(self.bug("a string that is none"));
        };
        if self.peek() == Token::With {
            let span = self.advance().span;
            self.refuse("import attributes", span);
            self.object_literal()?;
        }
        self.semicolon()?;
        // A module of the program's own may await.
        self.awaits |= module.to_string().starts_with(['.', '/']);
        Ok((module, literal.span))
    }

    fn imported_binding(&mut self) -> Parse<Identifier> {
        let local = self.binding_identifier()?;
        self.declare_let(local)?;
        Ok(local)
    }

    /// `* as a`
    fn namespace_import(&mut self) -> Parse<ImportBinding> {
        self.advance();
        self.expect_word("as")?;
        Ok(ImportBinding { imported: Imported::Namespace, local: self.imported_binding()? })
    }

    /// `{ a, b as c, 'd' as e }`
    fn named_imports(&mut self, bindings: &mut Vec<ImportBinding>) -> Checked {
        self.advance();
        while !self.check(Token::RightBrace) {
            let token = self.peek();
            let name = self.module_export_name()?;
            let local = if self.is_word("as") {
                self.advance();
                self.imported_binding()?
            } else {
                if !self.is_valid_identifier(token) {
                    return Err(self.error_here(&message::UNEXPECTED_RESERVED));
                }
                if self.is_eval_or_arguments(name.name) {
                    return Err(self.error_here(&message::STRICT_EVAL_ARGUMENTS));
                }
                self.declare_let(name)?;
                name
            };
            let imported = match self.name(name.name) {
                "default" => Imported::Default,
                _ => Imported::Named(name.name),
            };
            bindings.push(ImportBinding { imported, local });
            if self.peek() != Token::RightBrace {
                self.expect(Token::Comma)?;
            }
        }
        Ok(())
    }

    /// A name, or a string as a name.
    fn module_export_name(&mut self) -> Parse<Identifier> {
        match self.peek() {
            Token::String => {
                let token = self.advance();
                let Value::Text(text) = token.value else { return Err(self.bug("a string without a value")) };
                if has_lone_surrogate(&text) {
                    return Err(self.error(&message::LONE_SURROGATE_IN_NAME, token.span));
                }
                Ok(Identifier { name: self.intern_owned(text.to_string()), span: token.span })
            }
            token if token.is_identifier_name() => Ok(self.word()),
            _ => Err(self.unexpected()),
        }
    }

    fn add_export(&mut self, exports: &mut Exports, name: Name, span: Span) -> Checked {
        if exports.names.insert(self.name(name).into()) {
            return Ok(());
        }
        Err(self.error_about(&message::DUPLICATE_EXPORT, self.name(name), span))
    }

    /// Anything after `export`.
    fn export_declaration(&mut self, exports: &mut Exports) -> Parse<Statement> {
        let start = self.advance().span;
        let kind = match self.peek() {
            Token::Default => StatementKind::Export(self.export_default(exports)?),
            Token::Star => self.export_all(exports)?,
            Token::LeftBrace => self.export_clause(exports)?,
            Token::Async if !self.is_async_function() => {
                return Err(self.error_about(&message::UNEXPECTED_TOKEN, "async", self.next.span));
            }
            Token::Function | Token::Class | Token::Var | Token::Let | Token::Const | Token::Async => {
                let statement = self.statement_list_item()?;
                self.export_declared(&statement, exports)?;
                StatementKind::Export(Export::Declaration(Box::new(statement)))
            }
            _ => return Err(self.unexpected_token(Token::Export, "", start)),
        };
        Ok(Statement { kind, span: self.span_from(start) })
    }

    fn export_declared(&mut self, statement: &Statement, exports: &mut Exports) -> Checked {
        let mut names = Vec::new();
        match &statement.kind {
            StatementKind::Function(function) => names.extend(function.name),
            StatementKind::Class(class) => names.extend(class.name),
            StatementKind::Declaration(declaration) => {
                declaration.bindings.iter().for_each(|(target, _)| super::pattern::bound_names(target, &mut names));
            }
            _ => {}
        }
        names.into_iter().try_for_each(|name| {
            self.exports_local(name.name, name.name);
            self.add_export(exports, name.name, name.span)
        })
    }

    /// `* from 'module'`, `* as a from 'module'`: nothing remains of it but that the module is loaded.
    fn export_all(&mut self, exports: &mut Exports) -> Parse<StatementKind> {
        self.advance();
        let mut exported = None;
        if self.is_word("as") {
            self.advance();
            let name = self.module_export_name()?;
            self.add_export(exports, name.name, name.span)?;
            exported = Some(name.name);
        }
        self.expect_word("from")?;
        let (module, module_span) = self.module_specifier()?;
        let what = Exported::From { module: module.clone(), name: None };
        self.exports.push(ExportEntry { exported, what });
        Ok(StatementKind::Import(Import { module, module_span, bindings: Vec::new() }))
    }

    /// `{ a, b as c }`, and with `from` what it re-exports.
    fn export_clause(&mut self, exports: &mut Exports) -> Parse<StatementKind> {
        self.advance();
        let (mut locals, mut exported, mut reserved) = (Vec::new(), Vec::new(), None);
        while !self.check(Token::RightBrace) {
            let (token, span) = (self.peek(), self.next.span);
            let local = self.module_export_name()?;
            if !self.is_valid_identifier(token) {
                reserved.get_or_insert((token, span));
            }
            locals.push(local);
            let mut name = local;
            if self.is_word("as") {
                self.advance();
                name = self.module_export_name()?;
            }
            exported.push(name);
            if self.peek() != Token::RightBrace {
                self.expect(Token::Comma)?;
            }
        }
        let re_exports = self.is_word("from");
        if let Some((token, span)) = reserved
            && !re_exports
        {
            return Err(match token {
                Token::String => self.error(&message::STRING_EXPORT_NEEDS_FROM, span),
                _ => self.error(&message::UNEXPECTED_RESERVED, span),
            });
        }
        for name in &exported {
            self.add_export(exports, name.name, name.span)?;
        }
        let pairs = locals.iter().zip(&exported).map(|(local, exported)| (local.name, exported.name));
        let pairs: Vec<(Name, Name)> = pairs.collect();
        if re_exports {
            self.advance();
            let (module, module_span) = self.module_specifier()?;
            self.exports.extend(pairs.into_iter().map(|(local, exported)| {
                let what = Exported::From { module: module.clone(), name: Some(local) };
                ExportEntry { exported: Some(exported), what }
            }));
            return Ok(StatementKind::Import(Import { module, module_span, bindings: Vec::new() }));
        }
        self.semicolon()?;
        exports.locals.extend(&locals);
        pairs.into_iter().for_each(|(local, exported)| self.exports_local(exported, local));
        Ok(StatementKind::Export(Export::Names(locals)))
    }

    fn exports_local(&mut self, exported: Name, local: Name) {
        self.exports.push(ExportEntry { exported: Some(exported), what: Exported::Local(local) });
    }

    /// Whether a name, perhaps behind a star, follows the word `function` that ends here.
    fn names_function(&self, end: u32) -> bool {
        let rest = self.source[end as usize..].trim_start();
        let rest = rest.strip_prefix('*').map_or(rest, str::trim_start);
        rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '\\'))
    }

    /// `default a`; a named function or class is a declaration.
    fn export_default(&mut self, exports: &mut Exports) -> Parse<Export> {
        let span = self.advance().span;
        let name = self.intern(Cow::Borrowed("default"));
        self.add_export(exports, name, span)?;
        let is_named = match self.peek() {
            Token::Class => self.peek_second().token.is_any_identifier(),
            Token::Function => self.names_function(self.next.span.end),
            Token::Async if self.is_async_function() && !self.next.escaped => {
                let second = self.peek_second().span.end;
                self.names_function(second)
            }
            _ => false,
        };
        if is_named {
            let statement = self.statement_list_item()?;
            let own = match &statement.kind {
                StatementKind::Function(function) => function.name,
                StatementKind::Class(class) => class.name,
                _ => None,
            };
            if let Some(own) = own {
                self.exports_local(name, own.name);
            }
            return Ok(Export::Declaration(Box::new(statement)));
        }
        let local = self.intern(Cow::Borrowed("*default*"));
        self.exports_local(name, local);
        let start = self.next.span;
        let expression = match self.peek() {
            Token::Function => self.anonymous_function(start, false)?,
            Token::Async if self.is_async_function() => {
                if self.next.escaped {
                    return Err(self.error(&message::ESCAPED_KEYWORD, start));
                }
                self.advance();
                self.anonymous_function(start, true)?
            }
            Token::Class => {
                let class = self.class_expression()?;
                Expression { kind: ExpressionKind::Class(Box::new(class)), span: self.span_from(start) }
            }
            _ => {
                let value = self.assignment_expression()?;
                self.semicolon()?;
                value
            }
        };
        Ok(Export::Default(local, Box::new(expression)))
    }

    /// A function as a default export: a declaration, so no semicolon follows. It may have a name only where it is
    /// refused anyway.
    fn anonymous_function(&mut self, start: Span, asynchronous: bool) -> Parse<Expression> {
        self.advance();
        let generator = self.check(Token::Star);
        let name = if self.peek() == Token::LeftParenthesis { None } else { Some(self.identifier()?) };
        let head = FunctionHead { kind: FunctionKind::Normal, name, start, asynchronous, generator };
        let function: Function = self.function_rest(head)?;
        Ok(Expression { kind: ExpressionKind::Function(Box::new(function)), span: self.span_from(start) })
    }
}
