//! dynamic imports are outside slabscope's JavaScript
var a = import('b')