//! The tree of a parsed script, whole language, with spans. Not resolved: which slot a name lives in is `code`'s business.

mod import;
mod kind;
mod name;
mod operator;

pub use import::{ExportEntry, Exported, Import, ImportBinding, Imported};
pub use kind::{DeclarationKind, Flavour, FunctionKind, MethodKind, Permissions};
pub use name::{Identifier, Name, ScopeId};
pub use operator::{AssignOperator, BinaryOperator, LogicalOperator, UnaryOperator};

use crate::span::Span;
use crate::text::Text;
use std::collections::HashMap;

/// Which goal symbol a text is parsed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// ECMAScript `Script`: the prompt, `-e`, standard input. Top-level names are global.
    Script,
    /// The same with `await` as an operator: what the prompt tries, as Node's does (`lib/internal/repl/await.js`).
    Awaiting,
    /// A `CommonJS` file: as the body of a function with `exports, require, module, __filename, __dirname`; `return` is allowed.
    CommonJs,
    /// ECMAScript `Module`: strict, with `import` and `export`.
    Module,
    /// What `eval` gets, and what it may say there.
    Eval(Permissions),
    /// What `Function` puts together: a script, the parameters of whose function stand between these two places.
    Function {
        /// Of the `(`.
        from: u32,
        /// Of the `)`.
        to: u32,
    },
}

/// A whole parsed text.
#[derive(Debug)]
pub struct Script {
    /// What it was parsed as.
    pub goal: Goal,
    /// Every distinct identifier and property name, in order of first appearance.
    pub names: Vec<Box<str>>,
    /// How many scopes the parser numbered.
    pub scope_count: u32,
    /// Whether it begins with `'use strict'` or is a module.
    pub strict: bool,
    /// Whether its top level awaits.
    pub awaits: bool,
    /// Where `eval` is called by that name, by the call's parenthesis, and what its code may say there.
    pub evals: HashMap<u32, Permissions>,
    /// What it exports.
    pub exports: Vec<ExportEntry>,
    /// The scope of the top level.
    pub scope: ScopeId,
    /// The statements.
    pub body: Vec<Statement>,
}

impl Script {
    /// The spelling of a name.
    pub fn name(&self, name: Name) -> &str {
        &self.names[name.0 as usize]
    }
}

/// A statement with its place.
#[derive(Debug)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// From its first to its last token.
    pub span: Span,
}

/// The kinds of statement.
#[derive(Debug)]
pub enum StatementKind {
    /// `;`
    Empty,
    /// An expression for its effect.
    Expression(Expression),
    /// `var a = 1, [b] = c`.
    Declaration(Declaration),
    /// `function f() {}` as a declaration.
    Function(Box<Function>),
    /// `class C {}` as a declaration.
    Class(Box<Class>),
    /// `{ ... }`
    Block(Block),
    /// `if (test) then; else ...`; `else if` chains are one list.
    If {
        /// Each test with its consequence.
        arms: Vec<(Expression, Statement)>,
        /// The last `else`.
        otherwise: Option<Box<Statement>>,
    },
    /// `for (init; test; update) body`.
    For {
        /// The scope of `let`/`const` in the head.
        scope: ScopeId,
        /// Before the first round.
        init: Option<ForInit>,
        /// Before each round.
        test: Option<Expression>,
        /// After each round.
        update: Option<Expression>,
        /// The round.
        body: Box<Statement>,
    },
    /// `for (target in object) body`.
    ForIn {
        /// The scope of the head's declaration.
        scope: ScopeId,
        /// What each key is assigned to.
        target: ForTarget,
        /// What a variable of the head has before (ECMAScript B.3.5).
        init: Option<Expression>,
        /// Whose keys.
        object: Expression,
        /// The round.
        body: Box<Statement>,
    },
    /// `for (target of iterable) body`.
    ForOf {
        /// `for await`
        asynchronous: bool,
        /// The scope of the head's declaration.
        scope: ScopeId,
        /// What each value is assigned to.
        target: ForTarget,
        /// Over what.
        iterable: Expression,
        /// The round.
        body: Box<Statement>,
    },
    /// `with (object) body`.
    With {
        /// The scope that the object is.
        scope: ScopeId,
        /// The object.
        object: Expression,
        /// The statement.
        body: Box<Statement>,
    },
    /// `while (test) body`.
    While {
        /// Before each round.
        test: Expression,
        /// The round.
        body: Box<Statement>,
    },
    /// `do body while (test)`.
    DoWhile {
        /// The round.
        body: Box<Statement>,
        /// After each round.
        test: Expression,
    },
    /// `switch (value) { case ...: default: }`.
    Switch {
        /// What is compared.
        value: Expression,
        /// The scope of the whole case block.
        scope: ScopeId,
        /// `None` is `default`.
        cases: Vec<(Option<Expression>, Vec<Statement>)>,
    },
    /// `break` or `break label`.
    Break(Option<Identifier>),
    /// `continue` or `continue label`.
    Continue(Option<Identifier>),
    /// `return` or `return value`.
    Return(Option<Expression>),
    /// `throw value`.
    Throw(Expression),
    /// `try {} catch (parameter) {} finally {}`.
    Try {
        /// The guarded block.
        block: Block,
        /// The handler.
        handler: Option<Catch>,
        /// What runs in every case.
        finalizer: Option<Block>,
    },
    /// `label: body`.
    Labelled {
        /// The label.
        label: Identifier,
        /// What it names.
        body: Box<Statement>,
    },
    /// `debugger;`
    Debugger,
    /// `import ... from 'module'`.
    Import(Import),
    /// `export ...`.
    Export(Export),
}

/// `catch (parameter) { ... }`
#[derive(Debug)]
pub struct Catch {
    /// The scope of the parameter's names.
    pub scope: ScopeId,
    /// What the thrown value is bound to.
    pub parameter: Option<Pattern>,
    /// The handler's block, with a scope of its own inside `scope`.
    pub body: Block,
}

/// `{ ... }` with its scope.
#[derive(Debug)]
pub struct Block {
    /// The scope of its `let`, `const`, `class` and function declarations.
    pub scope: ScopeId,
    /// The statements.
    pub body: Vec<Statement>,
    /// With the braces.
    pub span: Span,
}

/// One declaration statement.
#[derive(Debug)]
pub struct Declaration {
    /// Which keyword.
    pub kind: DeclarationKind,
    /// Each target with its initialiser.
    pub bindings: Vec<(Pattern, Option<Expression>)>,
}

/// The first part of a `for (;;)` head.
#[derive(Debug)]
pub enum ForInit {
    /// `for (let i = 0; ...)`
    Declaration(Declaration),
    /// `for (i = 0; ...)`
    Expression(Expression),
}

/// What a `for-in` or `for-of` assigns to in each round.
#[derive(Debug)]
pub enum ForTarget {
    /// `for (const x of ...)`
    Declaration(DeclarationKind, Pattern),
    /// `for (x.y of ...)`
    Pattern(Pattern),
}

/// `export ...`. Nothing imports a slabscope module, so only the declarations inside matter.
#[derive(Debug)]
pub enum Export {
    /// `export const x = 1`, `export function f() {}`, `export class C {}`.
    Declaration(Box<Statement>),
    /// `export { a, b as c }`: the local names.
    Names(Vec<Identifier>),
    /// `export default expression`, or a function or class, named or not; the variable that has it.
    Default(Name, Box<Expression>),
}

/// An expression with its place.
#[derive(Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// From its first to its last token, parentheses around it not included.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Debug)]
pub enum ExpressionKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// `12`, `0xff`, `1_000`, `.5e3`
    Number(f64),
    /// `12n`: the digits in decimal, hexadecimal (`0x`), octal (`0o`) or binary (`0b`), separators removed.
    BigInt(Box<str>),
    /// `'text'`
    String(Text),
    /// `/pattern/flags`
    RegExp {
        /// Between the slashes.
        pattern: Text,
        /// After the second slash.
        flags: Box<str>,
    },
    /// `` `a${b}c` ``: one more text than expressions.
    Template {
        /// The texts, cooked.
        texts: Vec<Text>,
        /// The substitutions.
        values: Vec<Expression>,
    },
    /// A name.
    Identifier(Name),
    /// `this`
    This,
    /// `new.target`
    NewTarget,
    /// `import.meta`
    ImportMeta,
    /// `[a, , ...b]`
    Array(Vec<ArrayElement>),
    /// `{ a, b: c, [d]: e, get f() {}, ...g }`
    Object(Vec<ObjectMember>),
    /// `function name() {}` or an arrow.
    Function(Box<Function>),
    /// `class name {}`
    Class(Box<Class>),
    /// `-a`, `typeof a`, ...
    Unary(UnaryOperator, Box<Expression>),
    /// `++a`, `a--`
    Update {
        /// `++` or `--`
        increment: bool,
        /// Whether the operator stands before.
        prefix: bool,
        /// An identifier or a chain that ends in a member or index link.
        target: Box<Expression>,
    },
    /// `a + b - c`: left-associative operators of one precedence as one list, so that long sums stay shallow.
    /// `**` is right-associative and always has exactly one rest.
    Binary {
        /// The first operand.
        first: Box<Expression>,
        /// Each operator with its right operand.
        rest: Vec<(BinaryOperator, Expression)>,
    },
    /// `a && b && c`: operators of one precedence as one list, evaluated from the left.
    Logical {
        /// Which of `&& || ??`.
        operator: LogicalOperator,
        /// Two or more.
        operands: Vec<Expression>,
    },
    /// `yield a`, `yield* a`
    Yield {
        /// `*`
        delegates: bool,
        /// What is given, if anything.
        value: Option<Box<Expression>>,
    },
    /// `await a`
    Await(Box<Expression>),
    /// `import(specifier, options)`
    Import {
        /// The specifier.
        specifier: Box<Expression>,
        /// The options, if there are any.
        options: Option<Box<Expression>>,
        /// Whether what it is made of is asked for: `import.source()`.
        source: bool,
    },
    /// `#name in object`
    PrivateIn(Identifier, Box<Expression>),
    /// `test ? then : otherwise`
    Conditional {
        /// The test.
        test: Box<Expression>,
        /// When true.
        then: Box<Expression>,
        /// When false.
        otherwise: Box<Expression>,
    },
    /// `a = b`, `[a, b] = c`, `a += b`, `a ??= b`
    Assign {
        /// Which operator.
        operator: AssignOperator,
        /// What is assigned to.
        target: Box<Pattern>,
        /// The right side.
        value: Box<Expression>,
    },
    /// `a, b, c`
    Sequence(Vec<Expression>),
    /// `head.a[b](c)?.d`: an expression and what is done to it, link after link, so that long chains stay shallow.
    /// An optional link that meets `null` or `undefined` ends the whole chain with `undefined`.
    Chain {
        /// Where it starts.
        head: Box<ChainHead>,
        /// One or more.
        links: Vec<Link>,
    },
    /// `new callee(arguments)`
    New {
        /// The constructor.
        callee: Box<Expression>,
        /// The arguments, if parentheses are there.
        arguments: Vec<Argument>,
    },
    /// `(expression)`: kept because it ends an optional chain, and because `(a) = 1` is valid while `({a}) = 1` is not.
    Parenthesized(Box<Expression>),
}

/// What a chain starts from.
#[derive(Debug)]
pub enum ChainHead {
    /// Any expression.
    Expression(Expression),
    /// `super`: the first link is a member, an index or a call.
    Super(Span),
}

/// One step of a chain.
#[derive(Debug)]
pub struct Link {
    /// What is done.
    pub kind: LinkKind,
    /// Whether `?.` stands before it.
    pub optional: bool,
    /// From the `.`, `[`, `(` or template to its end.
    pub span: Span,
}

/// The kinds of step.
#[derive(Debug)]
pub enum LinkKind {
    /// `.name`
    Member(Name),
    /// `.#name`
    Private(Name),
    /// `[expression]`
    Index(Expression),
    /// `(arguments)`
    Call(Vec<Argument>),
    /// A tagged template.
    Template(TaggedTemplate),
}

/// The template of a tagged call.
#[derive(Debug)]
pub struct TaggedTemplate {
    /// Cooked texts; `None` where an escape is malformed.
    pub cooked: Vec<Option<Text>>,
    /// Raw texts.
    pub raw: Vec<Text>,
    /// The substitutions.
    pub values: Vec<Expression>,
}

/// An argument of a call.
#[derive(Debug)]
pub struct Argument {
    /// Whether `...` stands before it.
    pub spread: bool,
    /// The value.
    pub value: Expression,
}

/// An element of an array literal.
#[derive(Debug)]
pub enum ArrayElement {
    /// Nothing between two commas.
    Hole,
    /// A value.
    Value(Expression),
    /// `...values`
    Spread(Expression),
}

/// A property's name.
#[derive(Debug)]
pub enum PropertyName {
    /// `a`, `'a'`: any string name (a string with a lone surrogate or an array index is `Computed` with a literal inside).
    Name(Name),
    /// `1`, `0x10`
    Number(f64),
    /// `[expression]`
    Computed(Expression),
    /// `#a`, in classes only.
    Private(Name),
}

/// A member of an object literal.
#[derive(Debug)]
pub enum ObjectMember {
    /// `name: value`, and `name` alone.
    Property {
        /// The name.
        name: PropertyName,
        /// The value.
        value: Expression,
        /// Whether it was written `name` alone (so `__proto__` is then an ordinary property).
        shorthand: bool,
    },
    /// `name() {}`, `get name() {}`, `set name(v) {}`
    Method {
        /// The name.
        name: PropertyName,
        /// Which.
        kind: MethodKind,
        /// The body.
        function: Box<Function>,
    },
    /// `...source`
    Spread(Expression),
}

/// A function, arrow, method or initialiser.
#[derive(Debug)]
pub struct Function {
    /// How it was written.
    pub kind: FunctionKind,
    /// What calling it gives.
    pub flavour: Flavour,
    /// Its own name, if it has one.
    pub name: Option<Identifier>,
    /// The scope of parameters and, for a simple list, of the body's `var` and top-level lexical names.
    pub scope: ScopeId,
    /// The scope of the body's top-level `let`, `const` and `class`, inside `scope`.
    pub body_scope: ScopeId,
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// `...rest`
    pub rest: Option<Pattern>,
    /// The body. An arrow's expression body is one `return`.
    pub body: Vec<Statement>,
    /// Whether the body is an arrow's bare expression.
    pub expression_body: bool,
    /// Whether it is strict code.
    pub strict: bool,
    /// From `function`, the parameter list or the method's name to the closing brace: what `toString()` gives.
    pub span: Span,
    /// Where its parameter list begins.
    pub head: u32,
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    /// What the argument is bound to.
    pub target: Pattern,
    /// `= default`
    pub default: Option<Expression>,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Its own name, if it has one.
    pub name: Option<Identifier>,
    /// The scope of the class's inner name and its private names.
    pub scope: ScopeId,
    /// `extends heritage`
    pub heritage: Option<Expression>,
    /// `constructor(...) {}`, if written.
    pub constructor: Option<Box<Function>>,
    /// Everything else, in order.
    pub members: Vec<ClassMember>,
    /// From `class` to the closing brace.
    pub span: Span,
}

/// A member of a class other than its constructor.
#[derive(Debug)]
pub struct ClassMember {
    /// Whether `static` stands before it.
    pub is_static: bool,
    /// What it is.
    pub kind: ClassMemberKind,
}

/// The kinds of class member.
#[derive(Debug)]
pub enum ClassMemberKind {
    /// `name() {}`, `get name() {}`, `set name(v) {}`
    Method {
        /// The name.
        name: PropertyName,
        /// Which.
        kind: MethodKind,
        /// The body.
        function: Box<Function>,
    },
    /// `name = value` or `name`; the value is the single `return` of an `Initializer` function.
    Field {
        /// The name.
        name: PropertyName,
        /// The initialiser.
        value: Option<Box<Function>>,
    },
    /// `static { ... }`, an `Initializer` function.
    StaticBlock(Box<Function>),
}

/// What can be bound or assigned to.
#[derive(Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where.
    pub span: Span,
}

/// The kinds of target.
#[derive(Debug)]
pub enum PatternKind {
    /// A name.
    Identifier(Name),
    /// A chain ending in a member, private or index link (assignments only).
    Member(Box<Expression>),
    /// `[a, , b = 1, ...c]`
    Array {
        /// `None` where nothing stands between two commas.
        elements: Vec<Option<PatternElement>>,
        /// `...rest`
        rest: Option<Box<Pattern>>,
    },
    /// `{ a, b: c = 1, [d]: e, ...f }`
    Object {
        /// Each property's name and target.
        properties: Vec<(PropertyName, PatternElement)>,
        /// `...rest`
        rest: Option<Box<Pattern>>,
    },
}

/// A target with its default.
#[derive(Debug)]
pub struct PatternElement {
    /// What is bound.
    pub target: Pattern,
    /// `= default`
    pub default: Option<Expression>,
}
