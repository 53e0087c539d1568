//! The cursor over the tokens and everything the rules share: names, scopes, context, depth, errors. No rule of the
//! grammar is here.

use super::arrow::ArrowHead;
use super::ast::{Goal, Identifier, Name, Permissions, ScopeId, Script};
use super::declaration::Declarations;
use super::error::{SyntaxError, Verdict};
use super::lexeme::{hashbang_comment, lex};
use super::message::{self, Message};
use super::private::PrivateNames;
use super::token::{Lex, Lexed, Token, Value};
use crate::limits::{MAX_DEPTH, MAX_SOURCE};
use crate::regexp::Dialect;
use crate::span::Span;
use std::borrow::Cow;
use std::collections::HashMap;

/// What a rule of the grammar answers.
pub(super) type Parse<T> = Result<T, SyntaxError>;
/// What a check that builds nothing answers.
pub(super) type Checked = Result<(), SyntaxError>;

/// Every distinct name, in order of first appearance.
#[derive(Default)]
struct Names<'s> {
    known: HashMap<Cow<'s, str>, Name>,
    spelled: Vec<Cow<'s, str>>,
}

/// A label around the current statement.
pub(super) struct Label {
    /// Its name.
    pub name: Name,
    /// Whether it stands directly before an iteration statement.
    pub is_loop: bool,
    /// How many statements that V8 finds by a label were around it.
    pub nesting: u32,
}

/// What the function around the current place allows.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent permission of the grammar")]
pub(super) struct Context {
    /// `yield` is an operator.
    pub generator: bool,
    /// `await` is an operator.
    pub asynchronous: bool,
    /// `await` is no identifier, for a static block is around.
    pub bans_await: bool,
    /// `arguments` is no identifier, for a field's initialiser or a static block is around.
    pub bans_arguments: bool,
    /// `super.x` is allowed.
    pub super_property: bool,
    /// `super()` is allowed.
    pub super_call: bool,
    /// `new.target` is allowed.
    pub new_target: bool,
    /// `return` is allowed.
    pub returns: bool,
    /// Parameters are being read: no `yield`.
    pub in_parameters: bool,
    /// The last `await` or `yield`, which the parameters of an arrow function may not have.
    pub suspended: Option<(&'static Message, Span)>,
    /// How many statements around can be left by `break`.
    pub breakable: u32,
    /// How many loops are around.
    pub loops: u32,
    /// How many statements are around that V8 finds by a label: blocks, loops, `switch` and `try`.
    pub nesting: u32,
    /// The labels around.
    pub labels: Vec<Label>,
    /// How many of the last labels stand directly before the current statement.
    pub fresh_labels: usize,
}

/// The state of one parse.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent state of the reading")]
pub(super) struct Parser<'s> {
    /// The text.
    pub source: &'s str,
    /// What it is parsed as.
    pub goal: Goal,
    /// What regular expressions may be.
    pub dialect: Dialect,
    /// The token ahead.
    pub next: Lexed<'s>,
    ahead: Option<Lexed<'s>>,
    /// The token before, as V8's `scanner()->current_token()`.
    pub last: Token,
    /// Its place.
    pub last_span: Span,
    names: Names<'s>,
    scopes: u32,
    depth: u32,
    /// Whether the current code is strict.
    pub strict: bool,
    /// Whether `in` is an operator here; not in the head of a `for`.
    pub accept_in: bool,
    /// What the function around allows.
    pub context: Context,
    /// The first thing that is valid only if what surrounds it turns out to be a pattern.
    pub cover: Option<(&'static Message, Span)>,
    /// The parameters of an arrow function whose `=>` is the token ahead.
    pub arrow: Option<ArrowHead>,
    /// The last thing strict code objects to, and where.
    pub octal: Option<(&'static Message, Span)>,
    /// The declared names of the scopes around.
    pub declarations: Declarations,
    /// The private names of the classes around.
    pub classes: Vec<PrivateNames>,
    /// Whether something stands before that Node's prompt never waits after, though V8 goes on: an assignment to a
    /// call, an octal literal in strict code.
    pub stops_waiting: bool,
    pub refusal: Option<SyntaxError>,
    /// Whether the top level awaits.
    pub awaits: bool,
    /// Where `eval` is called by that name.
    pub evals: HashMap<u32, Permissions>,
    /// What the module exports.
    pub exports: Vec<super::ast::ExportEntry>,
    /// Asked now and then whether there is room for what was read so far, in bytes; then the text ends early.
    room: Option<Room<'s>>,
    tokens: usize,
}

/// Whether there is room for a tree of so many bytes, and time to go on.
pub type Room<'s> = &'s mut dyn FnMut(usize) -> bool;

/// What a token takes in the tree and in the code that is made of it, roughly.
const TOKEN: usize = 256;

/// How many tokens are read between two questions.
const TOGETHER: usize = 1 << 10;

impl<'s> Parser<'s> {
    /// At the beginning of a text.
    pub fn new(source: &'s str, goal: Goal, dialect: Dialect) -> Parse<Self> {
        if source.len() > MAX_SOURCE {
            return Err(SyntaxError::new(Verdict::Wrong, &message::SOURCE_TOO_LONG, "", Span::default()));
        }
        let given = match goal {
            Goal::Eval(given) => given,
            _ => Permissions::default(),
        };
        let hashbang: Lex<'s, &str> = hashbang_comment(source);
        let start = hashbang.map_or(0, |(rest, _)| source.len() - rest.len());
        Ok(Self {
            source,
            goal,
            dialect,
            next: lex(source, start, goal),
            ahead: None,
            last: Token::End,
            last_span: Span::default(),
            names: Names::default(),
            scopes: 0,
            depth: 0,
            strict: goal == Goal::Module || given.strict,
            accept_in: true,
            context: Context {
                asynchronous: goal == Goal::Awaiting,
                new_target: given.new_target,
                super_property: given.super_property,
                super_call: given.super_call,
                bans_arguments: given.bans_arguments,
                ..Context::default()
            },
            cover: None,
            arrow: None,
            octal: None,
            declarations: Declarations::default(),
            classes: Vec::new(),
            stops_waiting: false,
            refusal: None,
            awaits: false,
            evals: HashMap::new(),
            exports: Vec::new(),
            room: None,
            tokens: 0,
        })
    }

    /// The same with somebody to ask for room.
    pub fn within(source: &'s str, goal: Goal, dialect: Dialect, room: Room<'s>) -> Parse<Self> {
        Ok(Self { room: Some(room), ..Self::new(source, goal, dialect)? })
    }

    /// Whether there is room for so many bytes beside what was read so far.
    pub fn has_room(&mut self, more: usize) -> bool {
        let bytes = self.tokens * TOKEN + more;
        self.room.as_mut().is_none_or(|room| room(bytes))
    }

    /// The whole text as a program, once its statements are read.
    pub fn finish(self, body: Vec<super::ast::Statement>, scope: ScopeId, strict: bool) -> Parse<Script> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        let names = self.names.spelled.into_iter().map(|name| name.into_owned().into_boxed_str()).collect();
        let goal = match self.goal {
            Goal::Function { .. } | Goal::Awaiting => Goal::Script,
            goal => goal,
        };
        Ok(Script {
            goal,
            names,
            scope_count: self.scopes,
            strict,
            awaits: self.awaits,
            evals: self.evals,
            exports: self.exports,
            scope,
            body,
        })
    }

    /// The kind of the token ahead.
    pub fn peek(&self) -> Token {
        self.next.token
    }

    /// The token after the one ahead.
    pub fn peek_second(&mut self) -> &Lexed<'s> {
        let (source, at, goal) = (self.source, self.next.span.end as usize, self.goal);
        self.ahead.get_or_insert_with(|| lex(source, at.min(source.len()), goal))
    }

    /// Consumes the token ahead.
    pub fn advance(&mut self) -> Lexed<'s> {
        self.tokens += 1;
        let ended = self.tokens.is_multiple_of(TOGETHER) && !self.has_room(0);
        if ended {
            self.ahead = Some(lex(self.source, self.source.len(), self.goal));
        }
        let next = match self.ahead.take() {
            Some(ahead) => ahead,
            None => lex(self.source, (self.next.span.end as usize).min(self.source.len()), self.goal),
        };
        let token = std::mem::replace(&mut self.next, next);
        self.last = token.token;
        self.last_span = token.span;
        self.octal = token.octal.or(self.octal);
        self.stops_waiting |= self.strict && token.octal.is_some();
        token
    }

    /// Reads the token ahead again, with another leaf parser, from `skip` bytes after its beginning.
    pub fn reread<T>(&mut self, skip: usize, leaf: impl FnOnce(&'s str) -> Lex<'s, T>) -> Parse<T> {
        let start = self.next.span.start as usize;
        match leaf(&self.source[start + skip..]) {
            Ok((rest, value)) => {
                self.ahead = None;
                self.next.span = Span::new(start, self.source.len() - rest.len());
                self.next.value = Value::None;
                Ok(value)
            }
            Err(nom::Err::Error(fail) | nom::Err::Failure(fail)) => Err(self.fault(fail)),
            Err(nom::Err::Incomplete(_)) => Err(self.bug("a leaf parser asked for more")),
        }
    }

    /// Consumes the token ahead if it is `token`.
    pub fn check(&mut self, token: Token) -> bool {
        let is = self.next.token == token;
        if is {
            self.advance();
        }
        is
    }

    /// Consumes `token`, or says that what stands there is unexpected.
    pub fn expect(&mut self, token: Token) -> Checked {
        if self.check(token) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Whether the token ahead is the unescaped identifier `word`.
    pub fn is_word(&self, word: &str) -> bool {
        !self.next.escaped && self.next.span.of(self.source) == word
    }

    /// Ends a statement: a semicolon, or the rules that insert one (12.10).
    pub fn semicolon(&mut self) -> Checked {
        if self.check(Token::Semicolon) || self.next.newline_before || self.next.token.ends_statement() {
            return Ok(());
        }
        let error = self.unexpected();
        if error.kind != Verdict::NotFinished && self.last == Token::Await && !self.context.asynchronous {
            return Err(self.error(&message::AWAIT_OUTSIDE_ASYNC, self.last_span));
        }
        Err(error)
    }

    /// One level deeper, if there is one.
    pub fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MAX_DEPTH {
            return Err(SyntaxError::new(Verdict::Wrong, &message::STACK_OVERFLOW, "", self.next.span));
        }
        self.depth += 1;
        let found = rule(self);
        self.depth -= 1;
        found
    }

    /// With `in` as an operator or without.
    pub fn with_in<T>(&mut self, accept: bool, rule: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        let outer = std::mem::replace(&mut self.accept_in, accept);
        let found = rule(self);
        self.accept_in = outer;
        found
    }

    /// The next scope number.
    pub fn new_scope(&mut self) -> ScopeId {
        self.scopes += 1;
        ScopeId(self.scopes - 1)
    }

    /// The number of a name.
    pub fn intern(&mut self, name: Cow<'s, str>) -> Name {
        let next = Name(self.names.spelled.len() as u32);
        let spelled = &mut self.names.spelled;
        *self.names.known.entry(name).or_insert_with_key(|name| {
            spelled.push(name.clone());
            next
        })
    }

    /// The spelling of a name.
    pub fn name(&self, name: Name) -> &str {
        &self.names.spelled[name.0 as usize]
    }

    /// Whether a name is `eval` or `arguments`.
    pub fn is_eval_or_arguments(&self, name: Name) -> bool {
        matches!(self.name(name), "eval" | "arguments")
    }

    /// From `start` to the end of the last token.
    pub fn span_from(&self, start: Span) -> Span {
        Span { start: start.start, end: self.last_span.end.max(start.start) }
    }

    /// Consumes the token ahead, which must be a word, as a name.
    pub fn word(&mut self) -> Identifier {
        let token = self.advance();
        let name = match token.value {
            Value::Name(name) => name,
            _ => Cow::Borrowed(token.span.of(self.source)),
        };
        Identifier { name: self.intern(name), span: token.span }
    }

    /// Whether the token ahead may be an identifier here (V8 `Token::IsValidIdentifier`).
    pub fn is_valid_identifier(&self, token: Token) -> bool {
        match token {
            Token::Await => !self.context.asynchronous && !self.context.bans_await && self.goal != Goal::Module,
            Token::Yield => !self.context.generator && !self.strict,
            token => token.is_any_identifier() && !(self.strict && token.is_strict_reserved()),
        }
    }

    /// Consumes an identifier reference, binding or label.
    pub fn identifier(&mut self) -> Parse<Identifier> {
        if !self.is_valid_identifier(self.next.token) {
            let is_word = self.next.token.is_identifier_name();
            return Err(if is_word { self.unexpected_after() } else { self.unexpected() });
        }
        let identifier = self.word();
        if self.context.bans_arguments && self.name(identifier.name) == "arguments" {
            return Err(self.error(&message::ARGUMENTS_DISALLOWED, identifier.span));
        }
        Ok(identifier)
    }

    /// Consumes the identifier of a binding: not `eval` or `arguments` in strict code.
    pub fn binding_identifier(&mut self) -> Parse<Identifier> {
        let identifier = self.identifier()?;
        if self.strict && self.is_eval_or_arguments(identifier.name) {
            return Err(self.error(&message::STRICT_EVAL_ARGUMENTS, identifier.span));
        }
        Ok(identifier)
    }
}

pub(super) fn outside(message: &'static Message, what: &str, span: Span) -> SyntaxError {
    SyntaxError::new(Verdict::Refused, message, what, span)
}
