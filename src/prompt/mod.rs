//! x
use crate::{session::Session,paint::Streams};
pub fn at_terminal(_:Session,_:Streams)->anyhow::Result<i32>{Ok(0)}
pub fn on_lines(_:Session,_:Streams,_:bool)->anyhow::Result<i32>{Ok(0)}
