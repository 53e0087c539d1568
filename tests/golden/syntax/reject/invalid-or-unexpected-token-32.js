//! node 22: SyntaxError: Invalid or unexpected token @1:1+1
 #!/bin/sh