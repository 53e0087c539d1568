//! generators are outside slabscope's JavaScript
function* f() { yield; yield a; yield* b; x = yield }