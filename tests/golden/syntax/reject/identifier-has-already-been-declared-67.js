//! node 22: SyntaxError: Identifier 'NaN' has already been declared @1:13+1
let NaN; var NaN