//! node 22: SyntaxError: HTML comments are not allowed in modules
a
  --> b