//! node 22: SyntaxError: Duplicate __proto__ fields are not allowed in object literals @1:16+9
({__proto__: 1, __proto__: 2})