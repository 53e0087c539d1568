//! The kinds there are of declarations, methods and functions. Not what they hold.

/// `var`, `let`, `const`, `using` or `await using`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclarationKind {
    /// Function-scoped.
    Var,
    /// Block-scoped.
    Let,
    /// Block-scoped, assigned once.
    Const,
    /// The same, disposed of with its block.
    Using,
    /// The same, and waited for.
    AwaitUsing,
}

impl DeclarationKind {
    /// Whether what it declares is disposed of.
    pub fn disposes(self) -> bool {
        matches!(self, Self::Using | Self::AwaitUsing)
    }
}

/// What of an accessor or method a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodKind {
    /// `name() {}`
    Method,
    /// `get name() {}`
    Getter,
    /// `set name(value) {}`
    Setter,
}

/// How a function was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function`
    Normal,
    /// `=>`: no `this`, `arguments`, `super`, `new.target` of its own.
    Arrow,
    /// In an object literal or class: may say `super`, is no constructor.
    Method,
    /// `get x() {}`
    Getter,
    /// `set x(v) {}`
    Setter,
    /// `constructor` of a class without `extends`.
    Constructor,
    /// `constructor` of a class with `extends`.
    DerivedConstructor,
    /// A field's initialiser or a static block, run with `this` bound.
    Initializer,
}

/// What code that `eval` gets may say, by where it is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent permission of the grammar")]
pub struct Permissions {
    /// It is strict to begin with.
    pub strict: bool,
    /// `new.target`
    pub new_target: bool,
    /// `super.x`
    pub super_property: bool,
    /// `super()`
    pub super_call: bool,
    /// No `arguments`: a field's initialiser is around.
    pub bans_arguments: bool,
}

/// What calling a function gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// What it returns.
    #[default]
    Ordinary,
    /// A promise: `async`.
    Async,
    /// A generator: `*`.
    Generator,
    /// An asynchronous generator.
    AsyncGenerator,
}

impl Flavour {
    /// The flavour `async` and `*` make.
    pub fn of(asynchronous: bool, generator: bool) -> Self {
        match (asynchronous, generator) {
            (false, false) => Self::Ordinary,
            (true, false) => Self::Async,
            (false, true) => Self::Generator,
            (true, true) => Self::AsyncGenerator,
        }
    }
}
