//! Which names statements, functions and patterns declare, and in which scope. Not who uses them.

use super::resolve::Resolver;
use super::scope::{Scope, VariableKind};
use crate::syntax::ast::{
    Declaration, DeclarationKind, Export, Flavour, ForInit, ForTarget, Goal, Identifier, Pattern, PatternKind, ScopeId,
    Statement, StatementKind,
};
use std::collections::HashMap;

impl Resolver<'_> {
    /// Declares the `var` names inside statements, nested ones included, and at the top also functions.
    pub fn vars(&mut self, body: &[Statement], into: ScopeId, top: bool) {
        for statement in body {
            self.vars_of(statement, into, top);
        }
    }

    fn vars_of(&mut self, statement: &Statement, into: ScopeId, top: bool) {
        match &statement.kind {
            StatementKind::Declaration(Declaration { kind: DeclarationKind::Var, bindings }) => {
                bindings.iter().for_each(|(pattern, _)| self.bind(pattern, VariableKind::Var, 0, into));
            }
            StatementKind::Function(function) => {
                if let Some(name) = function.name
                    && (top || (!self.strict && function.flavour == Flavour::Ordinary))
                {
                    let kind = if top { VariableKind::Function } else { VariableKind::Var };
                    self.scope(into).declare(name.name, kind, 0);
                }
            }
            StatementKind::Block(block) => self.vars(&block.body, into, false),
            StatementKind::If { arms, otherwise } => {
                arms.iter().for_each(|(_, body)| self.vars_of(body, into, false));
                otherwise.iter().for_each(|body| self.vars_of(body, into, false));
            }
            StatementKind::For { init, body, .. } => {
                if let Some(ForInit::Declaration(Declaration { kind: DeclarationKind::Var, bindings })) = init {
                    bindings.iter().for_each(|(pattern, _)| self.bind(pattern, VariableKind::Var, 0, into));
                }
                self.vars_of(body, into, false);
            }
            StatementKind::ForIn { target, body, .. } | StatementKind::ForOf { target, body, .. } => {
                if let ForTarget::Declaration(DeclarationKind::Var, pattern) = target {
                    self.bind(pattern, VariableKind::Var, 0, into);
                }
                self.vars_of(body, into, false);
            }
            StatementKind::While { body, .. }
            | StatementKind::With { body, .. }
            | StatementKind::DoWhile { body, .. }
            | StatementKind::Labelled { body, .. } => self.vars_of(body, into, false),
            StatementKind::Switch { cases, .. } => {
                cases.iter().for_each(|(_, body)| self.vars(body, into, false));
            }
            StatementKind::Try { block, handler, finalizer } => {
                self.vars(&block.body, into, false);
                handler.iter().for_each(|handler| self.vars(&handler.body.body, into, false));
                finalizer.iter().for_each(|block| self.vars(&block.body, into, false));
            }
            StatementKind::Export(Export::Declaration(inner)) => self.vars_of(inner, into, top),
            _ => {}
        }
    }

    /// Declares the names a statement list declares for its own block.
    pub fn lexicals(&mut self, body: &[Statement], into: ScopeId) {
        for statement in body {
            let statement = match &statement.kind {
                StatementKind::Export(Export::Declaration(inner)) => inner,
                _ => statement,
            };
            let ready = statement.span.end;
            match &statement.kind {
                StatementKind::Declaration(Declaration { kind, bindings }) if *kind != DeclarationKind::Var => {
                    for (pattern, init) in bindings {
                        let ready = init.as_ref().map_or(pattern.span.end, |init| init.span.end);
                        self.bind(pattern, (*kind).into(), ready, into);
                    }
                }
                StatementKind::Function(function) => {
                    if let Some(name) = function.name {
                        self.scope(into).declare(name.name, VariableKind::Function, 0);
                    }
                }
                StatementKind::Class(class) => {
                    if let Some(name) = class.name {
                        self.scope(into).declare(name.name, VariableKind::Let, ready);
                    }
                }
                StatementKind::Export(Export::Default(name, _)) => {
                    self.scope(into).declare(*name, VariableKind::Let, ready);
                }
                StatementKind::Import(import) => {
                    for binding in &import.bindings {
                        self.scope(into).declare(binding.local.name, VariableKind::Import, 0);
                    }
                }
                _ => {}
            }
        }
    }

    pub fn bind(&mut self, pattern: &Pattern, kind: VariableKind, ready: u32, into: ScopeId) {
        for Identifier { name, .. } in names_of(pattern) {
            self.scope(into).declare(name, kind, ready);
        }
    }
}

/// The names a pattern binds, in order.
pub fn names_of(pattern: &Pattern) -> Vec<Identifier> {
    let mut names = Vec::new();
    let mut pending = vec![pattern];
    while let Some(pattern) = pending.pop() {
        match &pattern.kind {
            PatternKind::Identifier(name) => names.push(Identifier { name: *name, span: pattern.span }),
            PatternKind::Member(_) => {}
            PatternKind::Array { elements, rest } => {
                pending.extend(rest.as_deref());
                pending.extend(elements.iter().rev().flatten().map(|element| &element.target));
            }
            PatternKind::Object { properties, rest } => {
                pending.extend(rest.as_deref());
                pending.extend(properties.iter().rev().map(|(_, element)| &element.target));
            }
        }
    }
    names
}
/// The `var` and function names of a script's top level.
pub fn hoist(body: &[Statement], into: &mut Scope, strict: bool) {
    let mut resolver = Resolver {
        goal: Goal::Script,
        evals: &HashMap::new(),
        scopes: vec![std::mem::take(into)],
        open: Vec::new(),
        arguments: None,
        strict,
    };
    resolver.vars(body, ScopeId(0), true);
    *into = resolver.scopes.pop().unwrap_or_default();
}
