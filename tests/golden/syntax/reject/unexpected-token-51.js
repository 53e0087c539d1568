//! node 22: SyntaxError: Unexpected token 'export' @1:0+6
export default 1