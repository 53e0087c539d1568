//! Which names the scopes around declare, for the early errors of duplicate declarations, in constant time for each
//! declaration. Not slots: where a name lives at run time is `code`'s business.

use super::ast::{Identifier, Name};
use crate::span::Span;

/// How a name is bound in a lexical scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexical {
    /// `let`, `const`, `class`, `import`, and functions in strict blocks.
    Plain,
    /// A function in a sloppy block, which may be declared twice (Annex B 3.3.4).
    SloppyFunction,
    /// The parameter of a `catch`, a bare name: a `var` in the block may repeat it (Annex B 3.5).
    CatchName,
}

/// A declaration that collides with another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Collision {
    /// The name.
    pub name: Name,
    /// V8's caret for it.
    pub span: Span,
}

#[derive(Clone, Copy)]
struct LexicalEntry {
    scope: usize,
    kind: Lexical,
}

#[derive(Clone, Copy)]
struct VarEntry {
    function: usize,
    time: u32,
    span: Span,
}

#[derive(Default)]
struct NameEntry {
    lexicals: Vec<LexicalEntry>,
    vars: Vec<VarEntry>,
}

struct Scope {
    opened: u32,
    is_catch: bool,
    lexicals: Vec<Name>,
    /// For functions: the names declared with `var` or as parameters, and the first collision seen on the way.
    vars: Vec<Name>,
    collision: Option<Collision>,
}

/// The open scopes. Each name knows the scopes that declare it, innermost last.
#[derive(Default)]
pub(super) struct Declarations {
    scopes: Vec<Scope>,
    functions: Vec<usize>,
    names: Vec<NameEntry>,
    time: u32,
}

impl Declarations {
    fn open(&mut self, is_catch: bool) {
        self.time += 1;
        let opened = self.time;
        self.scopes.push(Scope { opened, is_catch, lexicals: Vec::new(), vars: Vec::new(), collision: None });
    }

    /// Opens the scope of a function or of the whole text.
    pub fn open_function(&mut self) {
        self.functions.push(self.scopes.len());
        self.open(false);
    }

    /// Opens a block, loop head, switch or class body.
    pub fn open_block(&mut self) {
        self.open(false);
    }

    /// Opens the scope of a `catch` parameter.
    pub fn open_catch(&mut self) {
        self.open(true);
    }

    /// Closes the innermost block.
    pub fn close_block(&mut self) {
        if let Some(scope) = self.scopes.pop() {
            for name in scope.lexicals {
                self.names[name.0 as usize].lexicals.pop();
            }
        }
    }

    /// Closes the innermost function. The answer is the first `var` of it that a block around the `var` declares too.
    pub fn close_function(&mut self) -> Option<Collision> {
        self.functions.pop();
        let scope = self.scopes.last_mut()?;
        let collision = scope.collision;
        for name in std::mem::take(&mut scope.vars) {
            self.names[name.0 as usize].vars.pop();
        }
        self.close_block();
        collision
    }

    /// What a block and a `var` in it both declare, in each function around.
    pub fn collisions(&self) -> Vec<Collision> {
        self.functions.iter().filter_map(|&function| self.scopes[function].collision).collect()
    }

    /// Whether the innermost scope is a function's or the whole text's.
    pub fn at_function_level(&self) -> bool {
        self.functions.last().is_some_and(|&function| function + 1 == self.scopes.len())
    }

    /// Whether the innermost function is the whole text.
    pub fn is_outermost(&self) -> bool {
        self.functions.len() == 1
    }

    /// Whether the innermost function declares the name, with `var` or at its top level.
    pub fn is_declared(&self, name: Name) -> bool {
        let function = self.functions.last().copied();
        self.names.get(name.0 as usize).is_some_and(|entry| {
            entry.vars.last().map(|var| var.function) == function
                || entry.lexicals.last().map(|lexical| lexical.scope) == function
        })
    }

    fn entry(&mut self, name: Name) -> &mut NameEntry {
        let index = name.0 as usize;
        if self.names.len() <= index {
            self.names.resize_with(index + 1, NameEntry::default);
        }
        &mut self.names[index]
    }

    fn later(&mut self, collision: Collision) {
        if let Some(&function) = self.functions.last() {
            let known = &mut self.scopes[function].collision;
            if known.is_none_or(|known| known.span.start > collision.span.start) {
                *known = Some(collision);
            }
        }
    }

    /// Declares a name in the innermost scope. A collision with a `var` of an inner block is reported when the
    /// function closes, as V8 does.
    ///
    /// `caret` is what V8 points at: the name's first character, or a whole class.
    pub fn declare_lexical(&mut self, declared: Identifier, caret: Span, kind: Lexical) -> Result<(), Collision> {
        let Identifier { name, span } = declared;
        let (Some(&function), Some(depth)) = (self.functions.last(), self.scopes.len().checked_sub(1)) else {
            return Ok(());
        };
        let opened = self.scopes[depth].opened;
        let in_catch_body = depth > 0 && self.scopes[depth - 1].is_catch;
        let entry = self.entry(name);
        let mut fresh = true;
        if let Some(known) = entry.lexicals.last() {
            let repeats = known.scope == depth || (in_catch_body && known.scope + 1 == depth);
            let both_sloppy = kind == Lexical::SloppyFunction && known.kind == Lexical::SloppyFunction;
            if repeats && !(both_sloppy && known.scope == depth) {
                return Err(Collision { name, span: if in_catch_body { span } else { caret } });
            }
            fresh = known.scope != depth;
        }
        let var = entry.vars.last().copied().filter(|var| var.function == function && var.time >= opened);
        if fresh {
            entry.lexicals.push(LexicalEntry { scope: depth, kind });
            self.scopes[depth].lexicals.push(name);
        }
        match var {
            Some(_) if depth == function => Err(Collision { name, span: caret }),
            Some(var) => {
                self.later(Collision { name, span: var.span });
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Declares a `var`, or a function at a function's top level. A collision with a block's own name is reported when
    /// the function closes, as V8 does.
    pub fn declare_var(&mut self, name: Name, span: Span) -> Result<(), Collision> {
        let Some(&function) = self.functions.last() else { return Ok(()) };
        self.time += 1;
        let time = self.time;
        let entry = self.entry(name);
        let hidden = entry.lexicals.iter().rev().take_while(|known| known.scope >= function);
        let collides = hidden.into_iter().find(|known| known.kind != Lexical::CatchName).copied();
        let span = Span { end: span.start + 1, ..span };
        if let Some(var) = entry.vars.last_mut().filter(|var| var.function == function) {
            (var.time, var.span) = (time, span);
        } else {
            entry.vars.push(VarEntry { function, time, span });
            self.scopes[function].vars.push(name);
        }
        match collides {
            Some(known) if known.scope == function => Err(Collision { name, span }),
            Some(_) => {
                self.later(Collision { name, span });
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Declares a parameter; the answer is whether it is the first of that name.
    pub fn declare_parameter(&mut self, name: Name, span: Span) -> bool {
        let first = !self.is_declared(name);
        // Nothing lexical is in a function's scope yet.
        first && self.declare_var(name, span).is_ok()
    }
}
