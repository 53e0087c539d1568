//! Functions: parameters, hoisting, closures, and what arrows find around them. Not classes.

use std::rc::Rc;

use super::class::Naming;
use super::compiler::{Body, Compiler, Outcome, Place, ThisBinding};
use super::inferring::Inferring;
use super::instruction::{Op, Register};
use super::pattern::Target;
use super::scope::{CALLEE, HOME, NEW_TARGET, THIS, VariableKind, is_special};
use super::{Code, Parted};
use crate::span::Span;
use crate::syntax::ast::{
    Expression, ExpressionKind, Flavour, Function, FunctionKind, Name, PatternKind, ScopeId, Statement, StatementKind,
};
use crate::text::Text;

impl Compiler<'_> {
    /// Makes the functions a statement list declares, before its first statement.
    pub fn functions_first(&mut self, body: &[Statement]) -> Outcome {
        use crate::syntax::ast::Export;
        for statement in body {
            let inner = match &statement.kind {
                StatementKind::Export(Export::Declaration(inner)) => &inner.kind,
                kind => kind,
            };
            if let StatementKind::Function(function) = inner
                && let Some(name) = function.name
            {
                let mark = self.body.next;
                let to = self.temporary()?;
                self.closure(function, None, to)?;
                if self.is_dynamic(name.name) {
                    let holder = self.holder(name.name, name.span)?;
                    self.store_held(holder, name.name, name.span, to)?;
                } else {
                    self.initialize(name.name, name.span, to, false);
                }
                self.release(mark);
            }
        }
        Ok(())
    }

    /// Fills `this`, `new.target` and the own name where inner functions or the body use them as variables.
    pub fn implicits(&mut self, scope: ScopeId) -> Outcome {
        let variables = self.scopes[scope.0 as usize].variables.clone();
        for variable in variables {
            let mark = self.body.next;
            let to = self.temporary()?;
            match (variable.kind, variable.name) {
                (VariableKind::Implicit | VariableKind::DerivedThis, THIS) => self.emit(Op::This { to }),
                (VariableKind::Implicit, NEW_TARGET) => self.emit(Op::NewTarget { to }),
                (VariableKind::Implicit, HOME) => self.emit(Op::Home { to }),
                (VariableKind::Implicit, CALLEE) | (VariableKind::Own, _) => self.emit(Op::Callee { to }),
                _ => {
                    self.release(mark);
                    continue;
                }
            };
            match self.assignable(variable.name, Span::default()) {
                Some(register) => self.deliver(to, register),
                None => self.initialize(variable.name, Span::default(), to, false),
            }
            self.release(mark);
        }
        Ok(())
    }

    /// A function as a value; `name` is the one its place gives it.
    pub fn closure(&mut self, function: &Function, name: Option<Text>, to: Register) -> Outcome {
        let code = self.function(function, name, false)?;
        let waits = code.name.is_empty() && matches!(function.kind, FunctionKind::Normal | FunctionKind::Arrow);
        self.closure_of(code, to);
        if waits {
            self.await_name();
        }
        Ok(())
    }

    /// A method as a value: a function that knows its home if it says `super`.
    pub fn method(&mut self, function: &Function, name: Option<Text>, home: Register, to: Register) -> Outcome {
        self.closure(function, name, to)?;
        if self.scopes[function.scope.0 as usize].needs_home {
            self.emit(Op::SetHome { function: to, home });
        }
        Ok(())
    }

    /// Adds a body to this one's functions.
    pub fn add_function(&mut self, code: Code) -> u32 {
        self.body.functions.push(Rc::new(code));
        self.body.functions.len() as u32 - 1
    }

    /// A finished body as a value.
    pub fn closure_of(&mut self, code: Code, to: Register) {
        let function = self.add_function(code);
        self.emit(Op::Closure { to, function });
    }

    /// Compiles a body of its own inside this one.
    pub fn within_body<T>(
        &mut self,
        mut body: Body,
        inside: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<(Body, T)> {
        body.around = self.body.captured();
        let outer = std::mem::replace(&mut self.body, body);
        self.outer.push(outer);
        let functions = self.inferring.take_functions();
        let result = inside(self);
        self.inferring.give_functions(functions);
        let outer = self.outer.pop().unwrap_or_else(|| Body::new(false, ThisBinding::Own));
        let body = std::mem::replace(&mut self.body, outer);
        Ok((body, result?))
    }

    /// A function's code. With `fields`, a constructor first lets its class define the fields of `this`.
    pub fn function(&mut self, function: &Function, name: Option<Text>, fields: bool) -> Outcome<Code> {
        let this = match function.kind {
            FunctionKind::Arrow => ThisBinding::Lexical,
            FunctionKind::DerivedConstructor => ThisBinding::Derived,
            _ => ThisBinding::Own,
        };
        let mut body = Body::new(function.strict, this);
        body.flavour = function.flavour;
        let name = function.name.map(|own| self.text(own.name)).or(name).unwrap_or_else(Text::empty);
        let around = if std::mem::take(&mut self.inferring.parenthesized) {
            None
        } else {
            Some(std::mem::replace(&mut self.inferring, Inferring::inside(&name)))
        };
        let within = self.within_body(body, |this| this.function_body(function, fields));
        if let Some(around) = around {
            self.inferring = around;
        }
        let (body, (rest, arguments)) = within?;
        let length = function.parameters.iter().take_while(|parameter| parameter.default.is_none()).count();
        Ok(Code {
            name,
            parameters: function.parameters.len() as u16,
            length: length as u16,
            constructs: matches!(function.kind, FunctionKind::Normal) && function.flavour == Flavour::Ordinary,
            rest,
            arguments,
            mapped: self.mapped_parameters(function),
            ..body.code(function.span, Rc::clone(&self.source))
        })
    }

    /// Which captured variable each parameter is, if `arguments` shows them; of two with one name the last.
    fn mapped_parameters(&self, function: &Function) -> Vec<Option<u16>> {
        let scope = &self.scopes[function.scope.0 as usize];
        if !scope.maps_arguments {
            return Vec::new();
        }
        let names: Vec<Option<Name>> = function
            .parameters
            .iter()
            .map(|parameter| match parameter.target.kind {
                PatternKind::Identifier(name) => Some(name),
                _ => None,
            })
            .collect();
        let slot = |(at, name): (usize, &Option<Name>)| {
            name.filter(|_| !names[at + 1..].contains(name)).and_then(|name| scope.find(name)).map(|at| scope.slot(at))
        };
        names.iter().enumerate().map(slot).collect()
    }

    fn function_body(&mut self, function: &Function, fields: bool) -> Outcome<(Option<Register>, Option<Register>)> {
        self.at(function.head);
        // Arguments arrive in the first registers; then `...rest` and `arguments`, then every variable.
        for _ in &function.parameters {
            self.temporary()?;
        }
        let names = function.parameters.iter().map(|parameter| match parameter.target.kind {
            PatternKind::Identifier(name) if parameter.default.is_none() => Some(name),
            _ => None,
        });
        let names: Vec<_> = names.collect::<Option<_>>().unwrap_or_default();
        // Few enough to be compared with each other.
        let plain = names.len() <= 32 && (1..names.len()).all(|at| !names[..at].contains(&names[at]));
        self.body.given = if plain { names } else { Vec::new() };
        let rest = if function.rest.is_some() { Some(self.temporary()?) } else { None };
        let scope = &self.scopes[function.scope.0 as usize];
        let arguments_name = scope
            .variables
            .iter()
            .position(|variable| variable.kind == VariableKind::Implicit && !is_special(variable.name));
        let arguments_name = arguments_name.map(|at| scope.variables[at].name);
        let arguments = if arguments_name.is_some() { Some(self.temporary()?) } else { None };
        if function.flavour == Flavour::Async {
            self.emit(Op::Async);
        }
        if fields {
            self.run_fields()?;
        }
        self.open_scope(function.scope, true)?;
        self.implicits(function.scope)?;
        if let (Some(name), Some(from)) = (arguments_name, arguments) {
            self.initialize(name, Span::default(), from, false);
        }
        for (at, parameter) in function.parameters.iter().enumerate() {
            let from = at as Register;
            if let Some(default) = &parameter.default {
                let names = self.names_mark();
                self.push_target(&parameter.target);
                self.default_value(from, default, &parameter.target)?;
                self.forget_names(names);
            }
            if let PatternKind::Identifier(name) = parameter.target.kind {
                self.initialize(name, parameter.target.span, from, true);
            } else {
                let defaulted = parameter.default.is_some();
                self.body.parted = Some(if defaulted { Parted::Defaulted } else { Parted::Parameter });
                self.destructure(&parameter.target, from, Target::Declare(true))?;
            }
        }
        if let (Some(target), Some(from)) = (&function.rest, rest) {
            self.destructure(target, from, Target::Declare(true))?;
        }
        if let Some(from) = arguments
            && self.scopes[function.scope.0 as usize].maps_arguments
        {
            self.emit(Op::MapArguments { from });
        }
        if function.body_scope != function.scope {
            self.body_scope(function)?;
        }
        if matches!(function.flavour, Flavour::Generator | Flavour::AsyncGenerator) {
            let live = self.body.next as Register;
            self.emit(Op::Generator { live });
        }
        self.functions_first(&function.body)?;
        self.statements(&function.body)?;
        let from = self.temporary()?;
        self.emit(Op::Undefined { to: from });
        self.leave_function(from)?;
        Ok((rest, arguments))
    }

    /// Opens the scope of a body's own names; a variable named like a parameter starts with its value.
    fn body_scope(&mut self, function: &Function) -> Outcome {
        let parameters = &self.scopes[function.scope.0 as usize];
        let inner = &self.scopes[function.body_scope.0 as usize];
        let shared: Vec<Name> = inner
            .variables
            .iter()
            .filter(|variable| variable.kind == VariableKind::Var && parameters.find(variable.name).is_some())
            .map(|variable| variable.name)
            .collect();
        let mut values = Vec::with_capacity(shared.len());
        for name in &shared {
            let value = self.temporary()?;
            self.fetch(*name, Span { start: u32::MAX, end: u32::MAX }, value);
            values.push(value);
        }
        self.open_scope(function.body_scope, false)?;
        for (name, value) in shared.into_iter().zip(values) {
            self.initialize(name, function.span, value, false);
        }
        Ok(())
    }

    /// Leaves the function with a value; a derived constructor answers `this` instead of none.
    pub fn leave_function(&mut self, from: Register) -> Outcome {
        if self.body.this == ThisBinding::Derived {
            let this = self.temporary()?;
            self.fetch(THIS, Span::default(), this);
            self.emit(Op::ReturnDerived { from, this });
        } else if self.body.flavour != Flavour::Ordinary {
            self.emit(Op::Finish { from });
        } else {
            self.emit(Op::Return { from });
        }
        Ok(())
    }

    /// An expression whose anonymous function or class takes its name from where it stands.
    pub fn named(&mut self, expression: &Expression, name: Text, to: Register) -> Outcome {
        match &expression.kind {
            ExpressionKind::Function(function) if function.name.is_none() => self.closure(function, Some(name), to),
            ExpressionKind::Class(class) if class.name.is_none() => self.class(class, Naming::Text(name), to),
            ExpressionKind::Parenthesized(inner) => self.named(inner, name, to),
            _ => self.into(expression, to),
        }
    }

    /// The same where the name is a computed key.
    pub fn named_by_key(&mut self, expression: &Expression, index: Register, to: Register) -> Outcome {
        match &expression.kind {
            ExpressionKind::Function(function) if function.name.is_none() => {
                self.closure(function, None, to)?;
                self.emit(Op::NameFunction { function: to, index });
                Ok(())
            }
            ExpressionKind::Class(class) if class.name.is_none() => self.class(class, Naming::Key(index), to),
            ExpressionKind::Parenthesized(inner) => self.named_by_key(inner, index, to),
            _ => self.into(expression, to),
        }
    }

    /// `this`, which an arrow finds in the function around it.
    pub fn this(&mut self, span: Span, to: Register) {
        let found = self.find(THIS, span);
        if self.body.this == ThisBinding::Own || matches!(found.place, Place::Global) {
            self.emit(Op::This { to });
            return;
        }
        self.read(THIS, span, to);
        if found.kind == VariableKind::DerivedThis {
            self.emit_at(span, Op::CheckThis { from: to });
        }
    }

    /// Something else of the running function that an arrow finds in the function around it.
    pub fn special(&mut self, name: Name, span: Span, to: Register) {
        if self.body.this == ThisBinding::Lexical && !matches!(self.find(name, span).place, Place::Global) {
            self.read(name, span, to);
            return;
        }
        self.emit(match name {
            NEW_TARGET => Op::NewTarget { to },
            HOME => Op::Home { to },
            _ => Op::Callee { to },
        });
    }
}
