//! dynamic imports are outside slabscope's JavaScript @1:0+6
import("a").b