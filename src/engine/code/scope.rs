//! What is known of a scope: its variables, how each was declared, which are captured. Not how that is found out.

use std::collections::HashMap;

use crate::span::Span;
use crate::syntax::ast::{DeclarationKind, Name};

/// `this`, where an arrow captures it.
pub const THIS: Name = Name(u32::MAX);
/// `new.target`, where an arrow captures it.
pub const NEW_TARGET: Name = Name(u32::MAX - 1);
/// `[[HomeObject]]`, where `super` in an arrow needs it.
pub const HOME: Name = Name(u32::MAX - 2);
/// The running constructor, where `super()` in an arrow needs it.
pub const CALLEE: Name = Name(u32::MAX - 3);

/// The object whose properties are the variables that `eval` has declared in a function, once there are any.
pub const EVALUATED: Name = Name(u32::MAX - 4);
/// The object of a `with`.
pub const WITH: Name = Name(u32::MAX - 5);

/// Whether a name stands for something of the running call that only arrows look up by name.
pub fn is_special(name: Name) -> bool {
    matches!(name, THIS | NEW_TARGET | HOME | CALLEE)
}

/// The name of a value a class keeps for its initialisers, after where it stands: a computed field's key, a private
/// method's function.
pub fn kept_name(span: Span) -> Name {
    Name(0x8000_0000 | span.start)
}

/// How a variable was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A parameter or `var`.
    Var,
    /// A function declaration.
    Function,
    /// `let` or a class.
    Let,
    /// `const` or an import.
    Const,
    /// `using`.
    Using,
    /// What an import binds: where it is in another module, or its value.
    Import,
    /// The own name of a function expression.
    Own,
    /// `this`, `new.target`, `arguments`, private names and what else has a value before any code can use it.
    Implicit,
    /// `this` of a derived constructor, without value until `super()` has returned.
    DerivedThis,
}

impl From<DeclarationKind> for VariableKind {
    fn from(kind: DeclarationKind) -> Self {
        match kind {
            DeclarationKind::Var => Self::Var,
            DeclarationKind::Let => Self::Let,
            DeclarationKind::Const => Self::Const,
            DeclarationKind::Using | DeclarationKind::AwaitUsing => Self::Using,
        }
    }
}

impl VariableKind {
    /// Whether it has no value at first.
    pub fn is_lexical(self) -> bool {
        matches!(self, Self::Let | Self::Const | Self::Using | Self::Import)
    }

    /// Whether it may be assigned once only.
    pub fn is_constant(self) -> bool {
        matches!(self, Self::Const | Self::Using | Self::Import | Self::Own)
    }
}

/// A declared variable.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Name,
    /// How it was declared.
    pub kind: VariableKind,
    /// Whether an inner function uses it.
    pub captured: bool,
    /// Whether some use may come before its declaration is carried out.
    pub early: bool,
    /// Where its declaration is complete: a use before this place is early.
    pub ready: u32,
}

/// What is known of a scope.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found out by itself")]
pub struct Scope {
    /// Its variables in order of declaration.
    pub variables: Vec<Variable>,
    index: HashMap<Name, usize>,
    /// Whether it is a function's outermost scope; `Some(true)` for an arrow's.
    pub function: Option<bool>,
    /// Whether `super.x` stands in it, or in an arrow inside it.
    pub needs_home: bool,
    /// Whether `arguments` shows its parameters.
    pub maps_arguments: bool,
    /// Whether declarations in it may be jumped over.
    pub switch: bool,
    /// Whether code that `eval` gets may use its variables.
    pub evaluated: bool,
}

impl Scope {
    /// Lets `eval` find all its variables, if it may look for them.
    pub fn shown_to_eval(&mut self) {
        if self.evaluated {
            for variable in &mut self.variables {
                variable.captured = true;
                variable.early |= variable.kind.is_lexical();
            }
        }
    }

    /// The variable whose properties are names, too.
    pub fn object(&self) -> Option<usize> {
        self.find(EVALUATED).or_else(|| self.find(WITH))
    }

    /// The number of a variable.
    pub fn find(&self, name: Name) -> Option<usize> {
        self.index.get(&name).copied()
    }

    /// Adds a variable unless the name is there.
    pub fn declare(&mut self, name: Name, kind: VariableKind, ready: u32) -> usize {
        if let Some(&at) = self.index.get(&name) {
            if kind == VariableKind::Function {
                self.variables[at].kind = kind;
            }
            return at;
        }
        self.variables.push(Variable { name, kind, captured: false, early: self.switch, ready });
        self.index.insert(name, self.variables.len() - 1);
        self.variables.len() - 1
    }

    /// Forgets the functions that another scope declares.
    pub fn without_functions(&mut self, known: &[Name]) {
        let known = |variable: &Variable| variable.kind == VariableKind::Function && known.contains(&variable.name);
        self.variables.retain(|variable| !known(variable));
        self.index = self.variables.iter().enumerate().map(|(at, variable)| (variable.name, at)).collect();
    }

    /// How many of its variables are captured.
    pub fn captured(&self) -> usize {
        self.variables.iter().filter(|variable| variable.captured).count()
    }

    /// The slot of a captured variable.
    pub fn slot(&self, variable: usize) -> u16 {
        self.variables[..variable].iter().filter(|other| other.captured).count() as u16
    }
}
