//! node 22: SyntaxError: \8 and \9 are not allowed in template strings. @1:1+1
`\8`