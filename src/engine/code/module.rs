//! Imports: what a module binds before its first statement. Not which modules there are.

use super::compiler::{Compiler, Outcome};
use super::instruction::Op;
use crate::syntax::ast::{Imported, Statement, StatementKind};
use crate::text::Text;

impl Compiler<'_> {
    /// Binds what a module imports.
    pub fn imports_first(&mut self, body: &[Statement]) -> Outcome {
        for statement in body {
            let StatementKind::Import(import) = &statement.kind else { continue };
            let mark = self.body.next;
            let module = self.temporary()?;
            let name = self.text_key(import.module.clone())?;
            self.emit_at(import.module_span, Op::Import { to: module, name });
            if self.script.awaits {
                let to = self.temporary()?;
                self.emit(Op::ImportWait { to, module });
                let over = self.emit(Op::JumpIfEmpty { from: to, target: 0 });
                self.wait(import.module_span, to, to);
                self.patch_here(&[over]);
            }
            for binding in &import.bindings {
                let value = self.temporary()?;
                match binding.imported {
                    Imported::Named(key) if self.script.name(key) != "default" => {
                        let key = self.short_key(key)?;
                        let place = binding.local.span;
                        self.emit_at(place, Op::ImportMember { to: value, module, key, name });
                    }
                    Imported::Namespace => {
                        self.emit(Op::ImportNamespace { to: value, module });
                    }
                    _ => {
                        let key = self.text_key(Text::from("default"))?;
                        let place = binding.local.span;
                        self.emit_at(place, Op::ImportMember { to: value, module, key, name });
                    }
                }
                self.initialize(binding.local.name, binding.local.span, value, true);
            }
            self.release(mark);
        }
        Ok(())
    }
}
