//! How `inspect` reaches the machine, with what can throw there. Not the layout: that is `inspect`.

use crate::heap::{BigIntId, Heap, ObjectId, Value};
use crate::inspect::{Host, Options};
use crate::machine::operator::Arithmetic;
use crate::machine::{Machine, Thrown};

impl Machine {
    /// Keeps an end that no `catch` may see until inspection has come back, and answers with a value meanwhile.
    fn held_back<T>(&mut self, result: Result<T, Thrown>) -> Result<T, Value> {
        result.map_err(|thrown| match thrown {
            Thrown::Value(value) => value,
            other => {
                self.pending_end = Some(other);
                Value::Undefined
            }
        })
    }

    /// What inspection threw, as a completion.
    pub(crate) fn inspected<T>(&mut self, result: Result<T, Value>) -> Result<T, Thrown> {
        result.map_err(|value| self.pending_end.take().unwrap_or(Thrown::Value(value)))
    }
}

impl Host for Machine {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }

    fn call(&mut self, function: ObjectId, this: Value, arguments: &[Value]) -> Result<Value, Value> {
        let result = Machine::call(self, Value::Object(function), this, arguments);
        self.held_back(result)
    }

    fn text(&mut self, value: Value) -> Result<String, Value> {
        let result = self.to_text(value).map(|text| text.to_string());
        self.held_back(result)
    }

    fn digits(&mut self, big: BigIntId) -> Result<String, Value> {
        let result = self.big_text(big, 10);
        self.held_back(result)
    }

    fn go_on(&mut self, bytes: usize) -> Result<(), Value> {
        let result = self.tick().and_then(|()| self.admit(bytes));
        self.held_back(result)
    }

    fn number(&mut self, value: Value) -> Result<f64, Value> {
        let result = self.to_number(value);
        self.held_back(result)
    }

    fn depth_left(&mut self, depth: Value, recursion: i32) -> Result<Value, Value> {
        let result = self.arithmetic(Arithmetic::Subtract, depth, Value::from(recursion.unsigned_abs()));
        self.held_back(result)
    }

    fn custom_arguments(&mut self, options: &Options) -> [Value; 2] {
        super::modules::utility::inspection::custom_arguments(self, options)
    }

    fn json(&mut self, value: Value) -> Result<String, Value> {
        let result = crate::library::ecma::json::text(self, value);
        match self.held_back(result) {
            Ok(text) => Ok(text.map_or_else(|| "undefined".to_owned(), |text| text.to_string())),
            Err(Value::Object(error))
                if crate::library::wording::error_text(self, error).contains("circular structure") =>
            {
                Ok("[Circular]".to_owned())
            }
            Err(thrown) => Err(thrown),
        }
    }
}
