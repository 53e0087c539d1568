//! node 22: SyntaxError: Unexpected token 'if' @1:6+2
class if {}