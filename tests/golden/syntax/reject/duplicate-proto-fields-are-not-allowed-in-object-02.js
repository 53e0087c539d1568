//! node 22: SyntaxError: Duplicate __proto__ fields are not allowed in object literals @1:19+11
x = {__proto__: a, '__proto__': b}