//! node 22: SyntaxError: Unexpected token 'async'
export async a