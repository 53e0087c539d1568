// Parameters: arguments that are the parameters, defaults in a scope of their own, evaluation order of targets and keys.
function mapped(a, b) { arguments[0] = 'changed'; b = 'assigned'; return [a, arguments[1], arguments.length, arguments]; }
console.log(mapped(1, 2), mapped(1));
function strict(a) { 'use strict'; arguments[0] = 2; return [a, arguments[0]]; }
console.log(strict(1));
function partly(a, b) { delete arguments[0]; a = 'later'; Object.defineProperty(arguments, '1', { writable: false }); b = 'free'; return [arguments[0], arguments[1], a, b]; }
console.log(partly(1, 2));
function twins(a, a) { arguments[0] = 'first'; arguments[1] = 'second'; return a; }
console.log(twins(1, 2), ((...all) => all)(...(function () { return arguments; })(1, 2)));
function closed(a) { const get = () => a; arguments[0]++; return [get(), typeof arguments.callee]; }
console.log(closed(1));
try { ((x = y, y) => x)(); } catch (error) { console.log(String(error)); }
try { ((x = x) => x)(); } catch (error) { console.log(String(error)); }
var x = 'outer';
function scoped(a = () => x, b = (x2) => { x = x2; }) { var x = 'inner'; b('changed'); return [a(), x]; }
console.log(scoped(), x);
function shared(x, f = () => x) { var x; const before = x; x = 'body'; return [before, x, f()]; }
console.log(shared('given'));
const log = (name, value) => { console.log(name); return value; };
({ [log('key', 'a')]: log('object', {})[log('index', 'p')] = log('default', 1) } = log('value', {}));
[log('target', {}).x] = log('array', [1]);
let keys = 0; const counted = { toString() { keys++; return 'k'; } }; const target = { k: 1 };
target[counted] += 1; target[counted]++; target[counted] ??= 3; console.log(keys, target);
try { null[{ toString() { console.log('never'); } }] += log('nor', 1); } catch (error) { console.log(error.message); }
var named = (function () {}); let cover = (class {}); console.log(named.name, cover.name, typeof (undeclared));
function assigned() { assigned = 1; return typeof assigned; } console.log(assigned(), typeof assigned);
const own = function inner() { inner = 1; return typeof inner; }; console.log(own());
const probes = []; for (let i = (probes.push(() => i), 0); probes.push(() => i), i < 2; i++) probes.push(() => i); console.log(probes.map((p) => p()));
function early() { return typeof arguments; var arguments = 1; } console.log(early(1));
const f = () => 1; try { f() = 2; } catch (error) { console.log(String(error)); } try { f()++; } catch (error) { console.log(String(error)); }
