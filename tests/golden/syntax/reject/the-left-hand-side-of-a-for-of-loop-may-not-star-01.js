//! node 22: SyntaxError: The left-hand side of a for-of loop may not start with 'let'. @1:5+3
for (let.x of []);