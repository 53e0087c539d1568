//! generators are outside slabscope's JavaScript @1:15+8
export default function* () {}