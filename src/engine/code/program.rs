//! Whole texts: a script, a module, what `eval` runs. Not their statements.

use std::rc::Rc;

use super::body::{Captured, Code, ExportOf, GlobalKind, Source};
use super::compiler::{Body, Compiler, Outcome, ThisBinding};
use super::inferring::Inferring;
use super::instruction::Op;
use super::scope::{Scope, VariableKind};
use super::{declare, resolve};
use crate::span::Span;
use crate::syntax::ast::{Exported, Flavour, Goal, Imported, Name, Script, StatementKind};
use crate::text::Text;

/// Compiles a parsed script. The code takes no arguments, or CommonJS's five.
pub fn compile(script: &Script, source: Rc<Source>) -> Outcome<Rc<Code>> {
    compile_eval(script, source, None)
}

/// The same for what `eval` runs, with the scopes around it.
pub fn compile_eval(script: &Script, source: Rc<Source>, around: Option<Rc<Captured>>) -> Outcome<Rc<Code>> {
    let scopes = resolve::resolve(script);
    let evaluated = matches!(script.goal, Goal::Eval(_));
    let this = if evaluated { ThisBinding::Lexical } else { ThisBinding::Own };
    let mut body = Body::new(script.strict, this);
    body.completes = script.goal == Goal::Script || evaluated;
    let dynamic = scopes.iter().any(|scope| scope.object().is_some());
    let (outer, inferring) = (Vec::new(), Inferring::default());
    let mut compiler = Compiler { script, scopes, source, body, outer, inferring, dynamic };
    compiler.put_around(around);
    if script.awaits {
        compiler.body.flavour = Flavour::Async;
        compiler.emit(Op::Async);
    }
    if script.awaits || evaluated {
        let answer = compiler.temporary()?;
        compiler.emit(Op::Undefined { to: answer });
        compiler.body.answer = Some(answer);
    }
    let mut globals = Vec::new();
    compiler.open_scope(script.scope, script.goal != Goal::Script)?;
    match script.goal {
        Goal::Script => {
            compiler.globals(&mut globals);
            let lexical = compiler.lexical_globals(&mut globals);
            if script.awaits {
                compiler.begin_awaiting(&lexical)?;
            }
            compiler.functions_first(&script.body)?;
        }
        Goal::Eval(_) if !script.strict => {
            let names = compiler.globals(&mut globals);
            if compiler.declare_around(&names)? {
                globals.clear();
            }
            compiler.functions_first(&script.body)?;
        }
        _ => compiler.functions_first(&script.body)?,
    }
    let exports = compiler.exported();
    if script.goal == Goal::Module {
        compiler.emit(Op::ModuleReady);
    }
    compiler.implicits(script.scope)?;
    compiler.imports_first(&script.body)?;
    if exports.iter().any(|export| export.what.is_err()) {
        compiler.emit(Op::ModuleLinked);
    }
    match script.body.split_last() {
        // Only what stands last is what the prompt answers, if it is an expression.
        Some((last, before)) if script.awaits && script.goal == Goal::Script => {
            compiler.body.completes = false;
            compiler.statements(before)?;
            compiler.body.completes = matches!(last.kind, StatementKind::Expression(_));
            compiler.statement(last)?;
        }
        _ => compiler.statements(&script.body)?,
    }
    match compiler.body.answer {
        Some(from) if script.awaits => compiler.emit(Op::Finish { from }),
        Some(from) => compiler.emit(Op::Return { from }),
        None => {
            let from = compiler.temporary()?;
            compiler.emit(Op::Undefined { to: from });
            compiler.emit(Op::Return { from })
        }
    };
    let span = Span::new(0, compiler.source.text.len());
    let body = std::mem::replace(&mut compiler.body, Body::new(false, ThisBinding::Own));
    Ok(Rc::new(Code { exports, globals, ..body.code(span, compiler.source) }))
}

impl Compiler<'_> {
    /// What a module exports, by the slots of its variables; what it imported itself is the other module's.
    fn exported(&self) -> Vec<ExportOf> {
        let script = self.script;
        let imported = |name: Name| {
            script.body.iter().find_map(|statement| {
                let StatementKind::Import(import) = &statement.kind else { return None };
                let binding = import.bindings.iter().find(|binding| binding.local.name == name)?;
                let there = match binding.imported {
                    Imported::Default => Text::from("default"),
                    Imported::Named(name) => self.text(name),
                    Imported::Namespace => return None,
                };
                Some((import.module.clone(), Some(there)))
            })
        };
        let scope = &self.scopes[script.scope.0 as usize];
        let entries = script.exports.iter().filter_map(|entry| {
            let what = match &entry.what {
                Exported::Local(name) => match imported(*name) {
                    Some(other) => Err(other),
                    None => Ok(scope.slot(scope.find(*name)?)),
                },
                Exported::From { module, name } => Err((module.clone(), name.map(|name| self.text(name)))),
            };
            Some(ExportOf { exported: entry.exported.map(|name| self.text(name)), what })
        });
        entries.collect()
    }

    /// The global variables and functions of a script, and the names of those with their places.
    fn globals(&mut self, globals: &mut Vec<(Text, GlobalKind)>) -> Vec<(Name, Span)> {
        let mut seen = Scope::default();
        declare::hoist(&self.script.body, &mut seen, self.script.strict);
        for variable in &seen.variables {
            let kind = if variable.kind == VariableKind::Function { GlobalKind::Function } else { GlobalKind::Var };
            globals.push((self.text(variable.name), kind));
        }
        seen.variables.iter().map(|variable| (variable.name, Span::default())).collect()
    }

    /// The global lexical names of a script. What awaits declares them all as if with `let`, as Node's prompt does.
    fn lexical_globals(&mut self, globals: &mut Vec<(Text, GlobalKind)>) -> Vec<Name> {
        use crate::syntax::ast::DeclarationKind;
        let mut names = Vec::new();
        for statement in &self.script.body {
            match &statement.kind {
                StatementKind::Declaration(declaration) if declaration.kind != DeclarationKind::Var => {
                    let constant = declaration.kind == DeclarationKind::Const && !self.script.awaits;
                    let kind = if constant { GlobalKind::Const } else { GlobalKind::Let };
                    for (pattern, _) in &declaration.bindings {
                        names.extend(declare::names_of(pattern).iter().map(|name| (name.name, kind)));
                    }
                }
                StatementKind::Class(class) => names.extend(class.name.map(|name| (name.name, GlobalKind::Let))),
                _ => {}
            }
        }
        globals.extend(names.iter().map(|&(name, kind)| (self.text(name), kind)));
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The names that an entry which awaits declares have a value at once, so that they are there whatever becomes of it.
    fn begin_awaiting(&mut self, names: &[Name]) -> Outcome {
        let from = self.temporary()?;
        self.emit(Op::Undefined { to: from });
        for name in names {
            self.initialize(*name, Span::default(), from, true);
        }
        self.body.next -= 1;
        Ok(())
    }
}
