import 'a'
import * as b from 'b';
import c, { d, if as e, 'f' as g, } from "c"
import h, * as i from 'h'
import {} from 'j';
export function k() {}
export class l {}
export const m = 1, [n] = o;
export { b as p, c as 'q', d };
export { r, 's' as t, u as v } from 'w';
export * from 'x';
export * as y from 'x';
export * as 'z' from 'x';
export default class {}
import.meta.a;
