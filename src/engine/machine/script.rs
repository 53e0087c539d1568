//! From compiled code to a run: constants become values, a script gets its frame. Not the loop that runs it.

use std::rc::Rc;

use super::frame::Frame;
use super::{Completion, Machine};
use crate::code::{Code, Constant, Flavour};
use crate::heap::{CodeId, Loaded, PropertyKey, ScopeId, Value};

impl Machine {
    /// Makes a body's constants into values.
    pub(super) fn load(&mut self, code: &Rc<Code>) -> CodeId {
        // Bodies nest as deep as the tree, which is bounded.
        let functions = code.functions.iter().map(|inner| self.load(inner)).collect();
        let constants = code
            .constants
            .iter()
            .map(|constant| match constant {
                Constant::Number(number) => Value::Number(*number),
                Constant::String(text) => Value::String(self.heap.intern(text.clone())),
                Constant::RegExp(source, flags) => self.literal_regexp(source, flags),
                Constant::Template(template) => self.template_object(template),
                Constant::BigInt(digits) => {
                    self.heap.bigint_value(super::bigint::parse_bigint(digits).unwrap_or_default())
                }
            })
            .collect();
        let keys: Vec<PropertyKey> = code
            .keys
            .iter()
            .map(|text| {
                let string = self.heap.intern(text.clone());
                self.heap.string_key(string)
            })
            .collect();
        let caches = keys.iter().map(|_| std::cell::Cell::default()).collect();
        let globals = keys.iter().map(|_| std::cell::Cell::default()).collect();
        self.heap.add_code(Loaded {
            code: Rc::clone(code),
            constants,
            keys,
            functions,
            caches,
            globals,
            realm: self.here,
        })
    }

    /// Runs a script's code with this `this`; its value is that of its last expression statement.
    pub fn run_script(&mut self, code: &Rc<Code>, this: Value) -> Completion {
        self.completion = Value::Undefined;
        self.let_go();
        let scope = self.heap.open_handles();
        self.begin_counting();
        self.declare_globals(code, false)?;
        let result = self.run_code(code, None, this);
        self.heap.close_handles(scope);
        // A script that awaits gives a promise of its answer.
        let waits = code.flavour != Flavour::Ordinary;
        self.held(result.map(|promise| if waits { promise } else { self.completion }))
    }

    /// Runs code that no function has, in these scopes and with this `this`.
    pub(super) fn run_code(&mut self, code: &Rc<Code>, scope: Option<ScopeId>, this: Value) -> Completion {
        let id = self.load(code);
        let Some(loaded) = self.heap.code(id).map(Rc::clone) else { return Ok(Value::Undefined) };
        let base = self.top();
        let frame = Frame {
            loaded,
            code: id,
            pc: 0,
            base,
            scope,
            scopes: 0,
            this,
            function: None,
            new_target: None,
            to: 0,
            entry: true,
            generator: None,
        };
        let result = self.enter(frame);
        self.stack.truncate(base);
        result
    }

    /// Pushes a frame and runs until it returns.
    pub(super) fn enter(&mut self, frame: Frame) -> Completion {
        let top = frame.base + usize::from(frame.loaded.code.registers);
        if self.stack.len() < top {
            self.stack.resize(top, Value::Undefined);
        }
        self.frames.push(frame);
        self.run()
    }
}
