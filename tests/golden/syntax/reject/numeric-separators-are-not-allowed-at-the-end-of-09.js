//! node 22: SyntaxError: Numeric separators are not allowed at the end of numeric literals
1.0_