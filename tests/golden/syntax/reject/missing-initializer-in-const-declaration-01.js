//! node 22: SyntaxError: Missing initializer in const declaration @1:6+1
const a