//! node 22: SyntaxError: Rest element must be last element @1:5+1
({...a,} = b)