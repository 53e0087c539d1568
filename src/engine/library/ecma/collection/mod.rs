//! `Map`, `Set` and their weak kin (ECMAScript 24). Not their entries' places: see `heap::collection`.

pub(crate) mod map;
pub(crate) mod set;
pub(crate) mod weak;
