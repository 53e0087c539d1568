//! dynamic imports are outside slabscope's JavaScript @1:8+6
var a = import('b')