//! The names around an expression that is compiled, for functions without one. Not how they are found: see `inferred`.

use crate::text::Text;

/// A name on the way to a function.
pub(super) struct Step {
    pub name: Text,
    /// Whether it is a variable's: of several in a row the last counts.
    pub variable: bool,
}

/// The names around the expression being compiled, and the functions of this body that wait for one.
#[derive(Default)]
pub(super) struct Inferring {
    pub names: Vec<Step>,
    pub functions: Vec<usize>,
    /// Whether the next function stands in parentheses of its own: V8 reads such a one with all that is around it.
    pub parenthesized: bool,
}

impl Inferring {
    /// Inside a function, whose own name counts if it looks like a constructor's.
    pub fn inside(name: &Text) -> Self {
        let constructs = name.to_string().starts_with(char::is_uppercase);
        let names = if constructs { vec![Step { name: name.clone(), variable: false }] } else { Vec::new() };
        Self { names, ..Self::default() }
    }

    /// The functions that wait in a body, while another one is compiled.
    pub fn take_functions(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.functions)
    }

    /// And back.
    pub fn give_functions(&mut self, functions: Vec<usize>) {
        self.functions = functions;
    }
}
