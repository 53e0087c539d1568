//! node 22: SyntaxError: Missing initializer in const declaration @1:24+1
const {a} = b, [c] = d, e