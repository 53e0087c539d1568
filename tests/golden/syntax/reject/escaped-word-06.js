//! node 22: SyntaxError: Keyword must not contain escaped characters @1:14+10
async () => { \u0061wait: ; }