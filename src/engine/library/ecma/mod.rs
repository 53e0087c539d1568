//! What the language itself has (ECMA-262), a family a folder or file. Knows nothing of bytes, Node or slabscope.

pub(crate) mod array;
pub(crate) mod bigint;
pub(crate) mod boolean;
pub(crate) mod call_site;
pub(crate) mod collection;
pub(crate) mod date;
pub(crate) mod error;
mod fdlibm;
pub(crate) mod function;
pub(crate) mod global;
pub(crate) mod import_meta;
pub(crate) mod iterator;
pub(crate) mod json;
pub(crate) mod locale;
pub(crate) mod math;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod promise;
pub(crate) mod proxy;
pub(crate) mod reflect;
pub(crate) mod regexp;
pub(crate) mod string;
pub(crate) mod symbol;
mod turns;
