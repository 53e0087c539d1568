// ends: Error: the program keeps more in memory than --max-memory allows
let b = 2n; for (;;) b *= b;
