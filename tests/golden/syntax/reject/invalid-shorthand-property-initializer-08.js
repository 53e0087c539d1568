//! node 22: SyntaxError: Invalid shorthand property initializer @1:8+5
async ({a = 1})