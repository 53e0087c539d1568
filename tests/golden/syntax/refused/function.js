//! generators are outside slabscope's JavaScript
(function* () {})