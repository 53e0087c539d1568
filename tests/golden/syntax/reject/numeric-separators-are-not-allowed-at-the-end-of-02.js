//! node 22: SyntaxError: Numeric separators are not allowed at the end of numeric literals @1:2+1
1_.5