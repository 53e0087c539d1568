//! The compiler's state: registers, jumps, scopes, tables of one function body, and the entry for a script. The parts of the
//! language are in the files named after them.

use std::collections::HashMap;
use std::rc::Rc;

use super::body::{Captured, Code, Constant, EvalSite, Handler, Parted, Site, Source};
use super::era::{Era, Spot};
use super::inferring::Inferring;
use super::instruction::{Op, Register};
use super::scope::{Scope, VariableKind};
use crate::span::Span;
use crate::syntax::ast::{Expression, ExpressionKind, Flavour, Link, LinkKind, Name, ScopeId, Script};
use crate::text::Text;

/// So many keys of a body may be property accesses' own.
const OWN_KEYS: usize = 1 << 14;

/// Why a text that parsed has no code: it met a bound, which is a `RangeError`.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Whether it is an early error after all: `eval` declares what a scope around it has.
    pub early: bool,
}

/// Code, or why there is none.
pub type Outcome<T = ()> = Result<T, Refusal>;

/// Where a name lives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Register(Register),
    Slot { depth: u16, slot: u16 },
    Global,
}

/// A name found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub place: Place,
    pub kind: VariableKind,
    /// Whether it may have no value yet.
    pub check: bool,
}

/// An open scope of the function being compiled.
pub(super) struct Open {
    pub id: ScopeId,
    /// The registers of its variables that are not captured.
    pub registers: Vec<Option<Register>>,
    /// Whether it has slots at run time.
    pub slots: bool,
    /// What those are called.
    pub captured: Option<Rc<Captured>>,
}

/// What `break`, `continue` and `return` have to leave on their way.
pub(super) enum Exit {
    /// A loop, `switch` or labelled statement.
    Target { labels: Vec<Name>, breaks: Vec<usize>, continues: Option<Vec<usize>>, plain: bool },
    /// A scope with slots.
    Scope,
    /// What is to be closed: the iterator of a `for-of`, or of a `pattern` where it may be over already; and the register that says
    /// that it need not be.
    Iterator { iterator: Register, done: Register, awaited: bool, pattern: bool },
    /// A `finally`: its register of what to do then, of the value, and the ways out that asked.
    Finally { kind: Register, value: Register, routes: Vec<Route>, entries: Vec<usize> },
}

/// A way out that leads through a `finally`.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Route {
    Return,
    Break(Option<Name>),
    Continue(Option<Name>),
}

/// Where a body finds its `this` (ECMAScript `[[ThisMode]]` and `[[ConstructorKind]]`).
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ThisBinding {
    /// In the call.
    Own,
    /// In the function around it: an arrow.
    Lexical,
    /// In a variable that `super()` fills: the constructor of a class with `extends`.
    Derived,
}

/// One function body on its way.
pub(super) struct Body {
    pub ops: Vec<Op>,
    pub constants: Vec<Constant>,
    pub keys: Vec<Text>,
    key_index: HashMap<Name, u32>,
    pub functions: Vec<Rc<Code>>,
    pub handlers: Vec<Handler>,
    pub spans: Vec<(u32, Span)>,
    pub spots: Vec<Spot>,
    pub carets: Vec<(u32, u32)>,
    /// Where a statement begins that has not looked at anything yet, and for whom.
    pub begun: (usize, Era),
    pub sites: Vec<(u32, Site)>,
    /// What is taken apart next.
    pub parted: Option<Parted>,
    /// Where that is.
    pub taken: Option<u32>,
    /// Which property of what the pattern that comes next stands for.
    pub within: Option<(u32, Parted)>,
    /// The parameters that are variables as they arrive.
    pub given: Vec<Name>,
    /// The last instruction some jump leads to.
    pub landing: usize,
    /// The next free register.
    pub next: u32,
    pub registers: u32,
    pub open: Vec<Open>,
    pub exits: Vec<Exit>,
    pub scopes: u16,
    pub strict: bool,
    pub this: ThisBinding,
    /// Whether expression statements are what the prompt answers.
    pub completes: bool,
    /// The lists of what is disposed of with the blocks around, innermost last.
    pub uses: Vec<Register>,
    /// Where the answer of a script that awaits is meanwhile.
    pub answer: Option<Register>,
    /// What calling it gives.
    pub flavour: Flavour,
    /// What it finds in the scopes around it.
    pub around: Option<Rc<Captured>>,
    /// Where it calls `eval`.
    pub evals: Vec<EvalSite>,
}

pub(super) struct Compiler<'a> {
    pub script: &'a Script,
    pub scopes: Vec<Scope>,
    pub source: Rc<Source>,
    pub body: Body,
    /// The bodies around it.
    pub outer: Vec<Body>,
    /// What functions without a name may be told by.
    pub inferring: Inferring,
    /// Whether there are names that only a run can place.
    pub dynamic: bool,
}

impl Body {
    pub fn new(strict: bool, this: ThisBinding) -> Self {
        Self {
            ops: Vec::new(),
            constants: Vec::new(),
            keys: Vec::new(),
            key_index: HashMap::new(),
            functions: Vec::new(),
            handlers: Vec::new(),
            spans: Vec::new(),
            spots: Vec::new(),
            carets: Vec::new(),
            begun: (usize::MAX, Era::Always),
            sites: Vec::new(),
            parted: None,
            taken: None,
            within: None,
            given: Vec::new(),
            landing: 0,
            next: 0,
            registers: 0,
            open: Vec::new(),
            exits: Vec::new(),
            scopes: 0,
            strict,
            this,
            completes: false,
            uses: Vec::new(),
            answer: None,
            flavour: Flavour::Ordinary,
            around: None,
            evals: Vec::new(),
        }
    }

    /// What a function inside finds in the scopes around it.
    pub fn captured(&self) -> Option<Rc<Captured>> {
        self.open.iter().rev().find_map(|open| open.captured.clone()).or_else(|| self.around.clone())
    }

    /// The body as finished code of a nameless function without parameters.
    pub fn code(self, span: Span, source: Rc<Source>) -> Code {
        Code {
            name: Text::empty(),
            inferred: Text::empty(),
            ops: self.ops,
            constants: self.constants,
            keys: self.keys,
            functions: self.functions,
            handlers: self.handlers,
            spans: self.spans,
            spots: self.spots,
            carets: self.carets,
            sites: self.sites,
            registers: self.registers as u16,
            parameters: 0,
            length: 0,
            flavour: self.flavour,
            constructs: false,
            arrow: self.this == ThisBinding::Lexical,
            class: None,
            strict: self.strict,
            rest: None,
            arguments: None,
            mapped: Vec::new(),
            exports: Vec::new(),
            around: self.around,
            evals: self.evals,
            globals: Vec::new(),
            span,
            source,
        }
    }
}

impl Compiler<'_> {
    pub fn text(&self, name: Name) -> Text {
        Text::from(self.script.name(name))
    }

    pub fn emit(&mut self, op: Op) -> usize {
        self.body.ops.push(op);
        self.body.ops.len() - 1
    }

    /// Emits an instruction that may throw.
    pub fn emit_at(&mut self, span: Span, op: Op) -> usize {
        self.body.spans.push((self.body.ops.len() as u32, span));
        self.emit(op)
    }

    /// Notes what messages about the next instruction need to know.
    pub fn note(&mut self, site: Site) {
        self.body.sites.push((self.body.ops.len() as u32, site));
    }

    /// Notes that V8 finds no source text of the instructions since `start`.
    pub fn unfound(&mut self, start: usize) {
        let Body { sites, spans, .. } = &mut self.body;
        sites.retain(|&(at, _)| (at as usize) < start);
        let hidden = spans.iter().filter(|&&(at, _)| at as usize >= start);
        sites.extend(hidden.map(|&(at, _)| (at, Site::Unfound)));
    }

    /// Evaluates what will be iterated over.
    pub fn iterated(&mut self, value: &Expression) -> Outcome<Register> {
        let start = self.here();
        let from = self.operand(value)?;
        self.note_call(value, start);
        Ok(from)
    }

    /// Notes that the call a value comes from is iterated over.
    pub fn note_call(&mut self, value: &Expression, start: usize) {
        let mut value = value;
        while let ExpressionKind::Parenthesized(inner) = &value.kind {
            value = inner;
        }
        let ExpressionKind::Chain { links, .. } = &value.kind else { return };
        if !matches!(links.last(), Some(Link { kind: LinkKind::Call(_), .. })) {
            return;
        }
        let ops = &self.body.ops;
        let call = (start..ops.len()).rev().find(|&at| matches!(ops[at], Op::Call { .. } | Op::CallSpread { .. }));
        if let Some(call) = call {
            let place = self.body.sites.partition_point(|(op, _)| (*op as usize) < call);
            self.body.sites.insert(place, (call as u32, Site::Call));
        }
    }

    pub fn here(&self) -> usize {
        self.body.ops.len()
    }

    /// Takes the next register.
    pub fn temporary(&mut self) -> Outcome<Register> {
        let register = self.body.next;
        if register >= 60_000 {
            let message = "this function needs more registers than slabscope has".to_owned();
            return Err(Refusal { message, span: Span::default(), early: false });
        }
        self.body.next += 1;
        self.body.registers = self.body.registers.max(self.body.next);
        Ok(register as Register)
    }

    /// Gives back every register from `mark` on.
    pub fn release(&mut self, mark: u32) {
        self.body.next = mark;
    }

    pub fn constant(&mut self, constant: Constant) -> u32 {
        self.body.constants.push(constant);
        self.body.constants.len() as u32 - 1
    }

    /// The number of a name among this body's keys.
    pub fn key(&mut self, name: Name) -> u32 {
        if let Some(&known) = self.body.key_index.get(&name) {
            return known;
        }
        let text = self.text(name);
        self.body.keys.push(text);
        let key = self.body.keys.len() as u32 - 1;
        self.body.key_index.insert(name, key);
        key
    }

    /// A key that is no name of the program.
    pub fn text_key(&mut self, text: Text) -> Outcome<u16> {
        self.body.keys.push(text);
        Self::short(self.body.keys.len() as u32 - 1)
    }

    /// A key that fits a property instruction: of its own, so that each access remembers what it saw itself, unless the body
    /// has very many of them.
    pub fn short_key(&mut self, name: Name) -> Outcome<u16> {
        if self.body.keys.len() < OWN_KEYS {
            let text = self.text(name);
            return self.text_key(text);
        }
        let key = self.key(name);
        Self::short(key)
    }

    fn short(key: u32) -> Outcome<u16> {
        u16::try_from(key).map_err(|_| Refusal {
            message: "this function uses more property names than slabscope has room for".to_owned(),
            span: Span::default(),
            early: false,
        })
    }

    /// Makes the jumps in `from` lead to `target`.
    pub fn patch(&mut self, from: &[usize], to: usize) {
        if !from.is_empty() {
            self.body.landing = self.body.landing.max(to);
        }
        for &at in from {
            match &mut self.body.ops[at] {
                Op::Jump { target }
                | Op::JumpIfTrue { target, .. }
                | Op::JumpIfFalse { target, .. }
                | Op::JumpIfNullish { target, .. }
                | Op::JumpUnlessNullish { target, .. }
                | Op::JumpUnlessUndefined { target, .. }
                | Op::JumpIfEmpty { target, .. }
                | Op::Received { target, .. }
                | Op::JumpUnlessReturned { target, .. } => *target = to as u32,
                Op::Delegate { target, .. } | Op::Delegated { target, .. } => *target = (to - at) as u16,
                _ => {}
            }
        }
    }

    pub fn patch_here(&mut self, from: &[usize]) {
        let here = self.here();
        self.patch(from, here);
    }
}
