//! Classes of the web that Node has, too. Not Node's own.

pub(crate) mod blob;
pub(crate) mod dom_exception;
pub(crate) mod performance;
pub(crate) mod structured_clone;
pub(crate) mod text_coding;
