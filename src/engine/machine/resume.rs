//! Frames that go on after they waited. Not what they wait for: that is `promise`.

use super::{Completion, Machine};
use crate::heap::{ObjectId, Value};

impl Machine {
    /// Lets a frame go on with what came of the promise it waits for.
    #[expect(clippy::unused_self, reason = "no frame waits yet")]
    pub(super) fn resume_awaiting(&mut self, _frame: ObjectId, _settled: Result<Value, Value>) -> Completion<()> {
        Ok(())
    }
}
