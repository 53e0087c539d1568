//! node 22: SyntaxError: More than one default clause in switch statement @1:22+7
switch (1) { default: default: }