//! node 22: SyntaxError: Identifier '.default' has already been declared
export default 1; export default 2