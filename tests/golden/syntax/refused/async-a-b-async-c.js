//! async functions are outside slabscope's JavaScript @1:3+5
({ async a() {}, *b() {}, async *c() {} })