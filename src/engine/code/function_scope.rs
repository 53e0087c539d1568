//! The scopes of functions and classes: parameters, `arguments`, own names, private names. Not those of blocks and loops.

use super::parameters::has_expressions;
use super::resolve::Resolver;
use super::scope::{THIS, VariableKind, kept_name};
use crate::syntax::ast::{Class, ClassMemberKind, Function, FunctionKind, Name, PatternKind, PropertyName, ScopeId};

impl Resolver<'_> {
    /// A function; the name of a function expression is visible only in it.
    pub(super) fn function(&mut self, function: &Function, is_expression: bool) {
        let scope = function.scope;
        let strict = std::mem::replace(&mut self.strict, function.strict);
        self.scope(scope).function = Some(matches!(function.kind, FunctionKind::Arrow));
        let has_expressions = has_expressions(function);
        for parameter in &function.parameters {
            // A default may come before a later parameter has its value.
            let (kind, ready) = if has_expressions {
                let end = parameter.default.as_ref().map_or(parameter.target.span.end, |default| default.span.end);
                (VariableKind::Let, end)
            } else {
                (VariableKind::Var, 0)
            };
            self.bind(&parameter.target, kind, ready, scope);
        }
        if let Some(rest) = &function.rest {
            let kind = if has_expressions { VariableKind::Let } else { VariableKind::Var };
            self.bind(rest, kind, rest.span.end, scope);
        }
        // Beside parameters with expressions, the body's variables are others, even of the same name.
        let variables = if has_expressions { function.body_scope } else { scope };
        let named = self.arguments.filter(|name| self.scopes[scope.0 as usize].find(*name).is_none());
        self.vars(&function.body, variables, true);
        if let Some(name) = named
            && let Some(at) = self.scopes[scope.0 as usize].find(name)
            && function.kind != FunctionKind::Arrow
        {
            let variable = &mut self.scope(scope).variables[at];
            if variable.kind == VariableKind::Var {
                variable.kind = VariableKind::Implicit;
            }
        }
        self.lexicals(&function.body, function.body_scope);
        // What the body declares twice (a function is both) lives in the function's own scope.
        if !has_expressions && function.body_scope != scope {
            let outer = &self.scopes[scope.0 as usize];
            let both: Vec<Name> = outer.variables.iter().map(|variable| variable.name).collect();
            self.scope(function.body_scope).without_functions(&both);
        }
        if let Some(own) = function.name.filter(|_| is_expression) {
            self.scope(scope).declare(own.name, VariableKind::Own, 0);
        }
        if function.kind == FunctionKind::DerivedConstructor {
            self.scope(scope).declare(THIS, VariableKind::DerivedThis, 0);
        }
        self.within(scope, |this| {
            for parameter in &function.parameters {
                this.pattern(&parameter.target);
                parameter.default.iter().for_each(|default| this.expression(default));
            }
            function.rest.iter().for_each(|rest| this.pattern(rest));
            this.within(function.body_scope, |this| this.statements(&function.body));
        });
        self.map_arguments(function, has_expressions);
        self.strict = strict;
    }

    /// In sloppy code with plain parameters `arguments` shows them: all live where it can see them.
    fn map_arguments(&mut self, function: &Function, has_expressions: bool) {
        let simple = !function.strict && !has_expressions && function.rest.is_none() && !function.parameters.is_empty();
        let simple = simple
            && function.parameters.iter().all(|parameter| matches!(parameter.target.kind, PatternKind::Identifier(_)));
        let arguments = self.arguments;
        let scope = &mut self.scopes[function.scope.0 as usize];
        let object = arguments.and_then(|name| scope.find(name));
        if !simple || object.is_none_or(|at| scope.variables[at].kind != VariableKind::Implicit) {
            return;
        }
        scope.maps_arguments = true;
        for parameter in &function.parameters {
            if let PatternKind::Identifier(name) = parameter.target.kind
                && let Some(at) = scope.find(name)
            {
                scope.variables[at].captured = true;
            }
        }
    }

    /// A class: its name and its private names are known only in it.
    pub(super) fn class(&mut self, class: &Class) {
        let strict = std::mem::replace(&mut self.strict, true);
        if let Some(name) = class.name {
            self.scope(class.scope).declare(name.name, VariableKind::Const, class.span.end);
        }
        for member in &class.members {
            match &member.kind {
                ClassMemberKind::Method { name: PropertyName::Private(name), function, .. } => {
                    self.keep(class.scope, *name);
                    self.keep(class.scope, kept_name(function.span));
                }
                ClassMemberKind::Field { name: PropertyName::Private(name), .. } => self.keep(class.scope, *name),
                ClassMemberKind::Field { name: PropertyName::Computed(key), .. } => {
                    self.keep(class.scope, kept_name(key.span));
                }
                _ => {}
            }
        }
        self.within(class.scope, |this| {
            class.heritage.iter().for_each(|heritage| this.expression(heritage));
            class.constructor.iter().for_each(|function| this.function(function, false));
            for member in &class.members {
                match &member.kind {
                    ClassMemberKind::Method { name, function, .. } => {
                        this.property_name(name);
                        this.function(function, false);
                    }
                    ClassMemberKind::Field { name, value } => {
                        this.property_name(name);
                        value.iter().for_each(|value| this.function(value, false));
                    }
                    ClassMemberKind::StaticBlock(function) => this.function(function, false),
                }
            }
        });
        self.strict = strict;
    }

    /// Declares what the initialisers of a class need: they run as functions of their own.
    fn keep(&mut self, scope: ScopeId, name: Name) {
        let at = self.scope(scope).declare(name, VariableKind::Implicit, 0);
        self.scope(scope).variables[at].captured = true;
    }
}
