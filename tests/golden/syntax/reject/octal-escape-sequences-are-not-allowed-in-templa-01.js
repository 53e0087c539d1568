//! node 22: SyntaxError: Octal escape sequences are not allowed in template strings. @1:2+1
`\07`