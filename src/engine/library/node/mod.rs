//! What Node adds: Buffer, the web's classes, `console`, modules. Not the language.

pub(crate) mod arguments;
pub(crate) mod buffer;
pub(crate) mod coded;
pub(crate) mod console;
pub(crate) mod inspection;
pub(crate) mod interface;
pub(crate) mod internal;
pub(crate) mod modules;
pub(crate) mod options;
pub(crate) mod output;
pub(crate) mod timers;
pub(crate) mod warning;
pub(crate) mod web;
