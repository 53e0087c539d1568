//! node 22: SyntaxError: Unexpected token 'catch' @1:22+5
try { } catch (a) { } catch (b) { }