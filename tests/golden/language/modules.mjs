// Modules: import in every form, import.meta, strict code, this.
import { Buffer, kMaxLength as most } from 'node:buffer';
import * as util from 'util';
import buffer, { transcode } from 'buffer';
import process from 'node:process';
export const answer = Buffer.from('a').length;
export default class extends Uint8Array {}
export function shout(text) { return text.toUpperCase(); }
console.log(this, typeof most, util.format('%s', 'x'), buffer.Buffer === Buffer, typeof transcode, process.version === globalThis.process.version);
console.log(Object.keys(import.meta), typeof import.meta.url, import.meta === import.meta, import.meta.resolve('buffer'));
try { undeclared = 1; } catch (error) { console.log(String(error)); }
try { Buffer = 1; } catch (error) { console.log(String(error)); }
console.log(util.default === util, Object.prototype.toString.call(util), Object.keys(util).includes('default'));
console.log(late.kMaxLength === most);
import late from 'buffer';
console.log(answer, shout('done'), (() => this)(), typeof require, typeof module);
