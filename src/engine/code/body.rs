//! Compiled code: a function body or a script with its instructions, literals, names and places. Not the instructions
//! themselves, and not how they are made.

use std::rc::Rc;

use super::era::{Era, Spot};
use super::instruction::{Op, Register};
use super::scope::VariableKind;
use crate::span::Span;
use crate::syntax::ast::{Flavour, Name, Permissions};
use crate::text::Text;

/// What V8 calls the function that runs static fields and blocks.
pub const STATIC_INITIALIZER: &str = "<static_initializer>";

/// A value written in the source.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// A number.
    Number(f64),
    /// A string.
    String(Text),
    /// A BigInt's digits, with their base prefix.
    BigInt(Box<str>),
    /// A regular expression's pattern and flags: what each evaluation copies.
    RegExp(Text, Text),
    /// A tagged template's texts: the object its tag gets.
    Template(Box<Template>),
}

/// The texts of a tagged template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Cooked; `None` where an escape is malformed.
    pub cooked: Vec<Option<Text>>,
    /// As written.
    pub raw: Vec<Text>,
}

/// What of a class a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassKind {
    /// The constructor of a class without `extends`.
    Base,
    /// The constructor of a class with `extends`.
    Derived,
}

/// Where control goes when something is thrown inside `[start, end)`.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// First instruction guarded.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where it goes on.
    pub target: u32,
    /// Where the thrown value is put.
    pub register: Register,
    /// How many scopes of this function are open there.
    pub scopes: u16,
}

/// What a script declares globally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobalKind {
    /// A property of the global object.
    Var,
    /// A property of the global object, replaced by a function.
    Function,
    /// A lexical name.
    Let,
    /// A lexical name assigned once.
    Const,
}

/// A text with its name, as error positions and `toString` need it.
#[derive(Debug)]
pub struct Source {
    /// What stack traces call it.
    pub name: String,
    /// The text.
    pub text: String,
    /// Where it was evaluated, if it is no file's.
    pub origin: Option<String>,
}

impl Source {
    /// Whether it is a file of Node's own.
    pub fn is_nodes_own(&self) -> bool {
        self.name.starts_with("node:")
    }

    /// A text of that name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), origin: None }
    }
}

/// Where an iterator is asked for, or a value taken apart, as V8's messages tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// A call whose result is iterated over.
    Call,
    /// A spread in an array, or the right side of `for-of`.
    Spread,
    /// The right side of `for-of`, where it has branches.
    Branches,
    /// A spread of a chain with `?.` in an array.
    Optional,
    /// A spread as the last argument.
    Argument,
    /// Anything in a computed key, of whose text V8 knows nothing.
    Unfound,
    /// A value taken apart, and what Node 18 takes it for.
    Parted(Parted, Parted),
}

/// What V8 says of a value that cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// It is the initializer of a declaration, or a pattern's default.
    Declared(Span),
    /// It is the right side of an assignment.
    Assigned(Span),
    /// It is a parameter, which has no source.
    Parameter,
    /// It is a parameter or its default.
    Defaulted,
    /// It has a name of V8's own: `.for`, `.catch`.
    Hidden(&'static str),
    /// A property of it is read, no more.
    Read,
}

/// What the variables are called that closures find in a scope, slot by slot: for who tells where a value is.
#[derive(Debug)]
pub struct Captured {
    /// Their names; empty where it is a value that has none.
    pub names: Vec<Text>,
    /// How each was declared, and what stands for a value that has no name.
    pub(super) variables: Vec<(VariableKind, Name)>,
    /// Whether it is a function's outermost.
    pub(super) function: bool,
    /// The scope around it.
    pub around: Option<Rc<Captured>>,
}

impl Captured {
    /// Scopes, each inside the next one.
    pub fn outwards(innermost: Option<&Rc<Self>>) -> impl Iterator<Item = &Rc<Self>> {
        std::iter::successors(innermost, |captured| captured.around.as_ref())
    }
}

/// A place where `eval` is called by its name; by default one with nothing around it, as where nobody calls it by its name.
#[derive(Clone, Debug, Default)]
pub struct EvalSite {
    /// What is in the scopes around it.
    pub around: Option<Rc<Captured>>,
    /// What its code may say.
    pub permissions: Permissions,
}

/// One thing a module exports.
#[derive(Debug)]
pub struct ExportOf {
    /// Under which name; `None` where it is everything another module exports.
    pub exported: Option<Text>,
    /// The slot of the variable, or another module's specifier and the name there.
    pub what: Result<u16, (Text, Option<Text>)>,
}

/// A function body, or a script's.
#[derive(Debug)]
pub struct Code {
    /// The function's name; empty if it has none.
    pub name: Text,
    /// What stack lines call it then, if it stands where something is assigned: `module.exports`.
    pub inferred: Text,
    /// The instructions.
    pub ops: Vec<Op>,
    /// Literals.
    pub constants: Vec<Constant>,
    /// Names of properties and globals.
    pub keys: Vec<Text>,
    /// Functions written inside.
    pub functions: Vec<Rc<Code>>,
    /// Exception handlers, innermost first.
    pub handlers: Vec<Handler>,
    /// Where instructions that can throw come from, ascending by instruction.
    pub spans: Vec<(u32, Span)>,
    /// Where stack lines point from which instruction on, ascending.
    pub spots: Vec<Spot>,
    /// Where the caret of an uncaught error stands, for the instructions whose stack lines point elsewhere.
    pub carets: Vec<(u32, u32)>,
    /// What messages need to know of instructions that ask for iterators or take values apart, ascending by instruction.
    pub sites: Vec<(u32, Site)>,
    /// How many registers an activation needs, parameters first.
    pub registers: u16,
    /// How many parameters are filled from arguments.
    pub parameters: u16,
    /// The function's `length`.
    pub length: u16,
    /// What calling it gives.
    pub flavour: Flavour,
    /// Whether it may be called with `new`: no arrow, method or accessor.
    pub constructs: bool,
    /// Whether it has no `this` of its own.
    pub arrow: bool,
    /// Whether it is a class's constructor, and which kind.
    pub class: Option<ClassKind>,
    /// Whether it is strict code.
    pub strict: bool,
    /// Which register gets `...rest`.
    pub rest: Option<Register>,
    /// Which register gets `arguments`.
    pub arguments: Option<Register>,
    /// The captured variable of each parameter, where `arguments` shows them.
    pub mapped: Vec<Option<u16>>,
    /// What a module exports.
    pub exports: Vec<ExportOf>,
    /// What it finds in the scopes around it.
    pub around: Option<Rc<Captured>>,
    /// Where it calls `eval` by its name.
    pub evals: Vec<EvalSite>,
    /// What a script declares globally, in order.
    pub globals: Vec<(Text, GlobalKind)>,
    /// Where it stands in the source.
    pub span: Span,
    /// The source.
    pub source: Rc<Source>,
}

impl Code {
    /// What is known of the instruction at `at` beside its place.
    pub fn site_at(&self, at: usize) -> Option<Site> {
        let found = self.sites.binary_search_by_key(&(at as u32), |(op, _)| *op).ok()?;
        Some(self.sites[found].1)
    }

    /// Where instruction `at` comes from.
    pub fn span_at(&self, at: usize) -> Span {
        let next = self.spans.partition_point(|(op, _)| *op as usize <= at);
        next.checked_sub(1).map_or(self.span, |last| self.spans[last].1)
    }

    /// Where stack lines point at instruction `at`, as one release's V8 does.
    pub fn spot_at(&self, at: usize, has: impl Fn(Era) -> bool) -> u32 {
        let next = self.spots.partition_point(|spot| spot.op as usize <= at);
        self.spots[..next].iter().rev().find(|spot| has(spot.era)).map_or(0, |spot| spot.at)
    }

    /// Where the caret stands when nobody catches what instruction `at` throws, if not where stack lines point.
    pub fn caret_at(&self, at: usize) -> Option<u32> {
        let found = self.carets.binary_search_by_key(&(at as u32), |(op, _)| *op).ok()?;
        Some(self.carets[found].1)
    }

    /// Whether an instruction is a `throw` of the program, and no way out of a loop or a `finally`.
    pub fn throws_itself(&self, at: usize) -> bool {
        matches!(self.ops.get(at), Some(Op::Throw { .. }))
            && self.spans.binary_search_by_key(&(at as u32), |(op, _)| *op).is_ok()
    }

    /// Whether it is the function that `new Function` made of a text.
    pub fn is_evaluated(&self) -> bool {
        self.source.origin.is_some() && self.span.start == 1 && self.name.to_string() == "anonymous"
    }
}
