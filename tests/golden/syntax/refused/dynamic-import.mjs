//! dynamic imports are outside slabscope's JavaScript @1:4+6
a = import("b")