//! node 22: SyntaxError: Unexpected number
export default 1 2