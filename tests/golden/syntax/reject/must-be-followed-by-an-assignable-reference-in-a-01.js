//! node 22: SyntaxError: `...` must be followed by an assignable reference in assignment contexts @1:5+3
({...{a}} = 1)