//! generators are outside slabscope's JavaScript @1:1+8
(function* () {})