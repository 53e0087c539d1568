//! node 22: SyntaxError: Export 'a' is not defined in module
export {a}