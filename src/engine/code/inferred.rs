//! What functions without a name are told by: what they are assigned to (V8's `FuncNameInferrer`). Not the `name` programs see.

use std::rc::Rc;

use super::compiler::Compiler;
use super::inferring::Step;
use crate::syntax::ast::{ChainHead, Expression, ExpressionKind, Link, LinkKind, Pattern, PatternKind};
use crate::text::Text;

impl Compiler<'_> {
    /// How many names there are, to go back to.
    pub fn names_mark(&self) -> usize {
        self.inferring.names.len()
    }

    /// Forgets the names behind a mark.
    pub fn forget_names(&mut self, mark: usize) {
        self.inferring.names.truncate(mark);
    }

    /// A property's name comes next.
    pub fn push_literal_name(&mut self, name: Text) {
        if name.to_string() != "prototype" {
            self.inferring.names.push(Step { name, variable: false });
        }
    }

    /// A variable's name comes next.
    pub fn push_variable_name(&mut self, name: Text) {
        self.inferring.names.push(Step { name, variable: true });
    }

    /// The names an expression is made of, as far as it is a path.
    pub fn push_path(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Identifier(name) => {
                let name = self.text(*name);
                self.push_variable_name(name);
            }
            ExpressionKind::Chain { head, links } => self.push_chain(head, links),
            _ => {}
        }
    }

    /// The same of a chain.
    pub fn push_chain(&mut self, head: &ChainHead, links: &[Link]) {
        if let ChainHead::Expression(head) = head {
            self.push_path(head);
        }
        for link in links {
            match &link.kind {
                LinkKind::Member(name) | LinkKind::Private(name) => {
                    let name = self.text(*name);
                    self.push_literal_name(name);
                }
                LinkKind::Index(index) => match &index.kind {
                    ExpressionKind::String(name) => self.push_literal_name(name.clone()),
                    ExpressionKind::Template { texts, values } if values.is_empty() => {
                        self.push_literal_name(texts[0].clone());
                    }
                    _ => self.push_literal_name(Text::from("<computed>")),
                },
                LinkKind::Call(_) | LinkKind::Template(_) => {}
            }
        }
    }

    /// The names of what is assigned to.
    pub fn push_target(&mut self, target: &Pattern) {
        match &target.kind {
            PatternKind::Identifier(name) => {
                let name = self.text(*name);
                self.push_variable_name(name);
            }
            PatternKind::Member(member) => self.push_path(member),
            PatternKind::Array { .. } | PatternKind::Object { .. } => {}
        }
    }

    /// The function just added waits for a name.
    pub fn await_name(&mut self) {
        self.inferring.functions.push(self.body.functions.len() - 1);
    }

    /// The last function that waits was an argument.
    pub fn forget_function(&mut self) {
        self.inferring.functions.pop();
    }

    /// The last function that waits is called where it is written: it gets no name, but waits.
    pub fn pass_function_over(&mut self) {
        if let Some(last) = self.inferring.functions.last_mut() {
            *last = usize::MAX;
        }
    }

    /// What was read is assigned: to the functions in it go the names, unless a call or `new` made it.
    pub fn infer(&mut self, value: &Expression) {
        let mut value = value;
        while let ExpressionKind::Parenthesized(inner) = &value.kind {
            value = inner;
        }
        let called = match &value.kind {
            ExpressionKind::New { .. } => true,
            ExpressionKind::Chain { links, .. } => matches!(links.last(), Some(Link { kind: LinkKind::Call(_), .. })),
            _ => false,
        };
        if called {
            return self.forget_function();
        }
        if self.inferring.functions.is_empty() {
            return;
        }
        let names = &self.inferring.names;
        let mut path = String::new();
        for (at, step) in names.iter().enumerate() {
            if step.variable && names.get(at + 1).is_some_and(|next| next.variable) {
                continue;
            }
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&step.name.to_string());
        }
        let path = Text::from(path.as_str());
        for at in std::mem::take(&mut self.inferring.functions) {
            if let Some(code) = self.body.functions.get_mut(at).and_then(Rc::get_mut) {
                code.inferred = path.clone();
            }
        }
    }
}
