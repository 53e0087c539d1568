//! node 22: SyntaxError: Missing initializer in const declaration @1:11+1
for (const x;;);