//! node 22: SyntaxError: Unexpected reserved word @1:18+5
async () => { var await }