//! node 22: SyntaxError: Unexpected token 'export'
export