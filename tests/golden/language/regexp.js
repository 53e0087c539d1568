// Regular expressions: literals, exec, the methods of strings, lastIndex, printing, what is wrong with a pattern.
console.log(/(?<year>\d{4})-(?<m>\d\d)/.exec('on 2020-12-01'), 'a1b2'.replace(/[a-z](\d)/g, '<$1$$>'), 'x'.match(/y/), 'aXbX'.split(/x/i), [...'a1b22'.matchAll(/\d+/g)].map(m => m.index));
console.log(/a/y, new RegExp('/'), RegExp('').source, /[/]\//g.flags, 'aaa'.replace(/a/g, (m, i) => i), 'abc'.replace(/(?<x>b)/, '[$<x>]'));
const r = /a/g; r.lastIndex = 5; r.extra = 1; console.log(r, r.test('a'), r.lastIndex, Object.keys(r), class Foo extends RegExp {}, new (class Foo extends RegExp {})('a', 'g'));
try { new RegExp('(') } catch (e) { console.log(e.message) }
console.log('😀'.match(/./gu), '😀'.match(/./g).length, /\u{1F600}/u.test('😀'), /^[^x]$/u.test('😀'), 'ab\ncd'.match(/^\w+/gm), /(?<=a)b/.test('ab'), /a(?!b)/.test('ab'), /(a)|(b)/.exec('b'));
console.log('é'.match(/\w/), /É/i.test('é'), 'x'.search(/x/), /a{2,3}/.exec('aaaa')[0], "one two".replace(/(\w+) (\w+)/, "$2 $1"), /\bfoo\b/.test('a foo b'), typeof /a/, String(/a/g), /a/d.exec('ba').indices);

for (const [pattern, flags] of [['(', ''], ['a)', ''], ['*', ''], ['a**', ''], ['a{2,1}', ''], ['[b-a]', ''], ['[a', ''], ['\\', ''], ['(?<a>.)(?<a>.)', ''], ['(?<1>.)', ''], ['(?a)', ''], ['+a', ''], ['a', 'gg'], ['a', 'q']]) {
  try { console.log(new RegExp(pattern, flags)); } catch (error) { console.log(error.name, error.message); }
}
console.log('2020-01-02'.split(/-/), 'abc'.split(/(b)/), 'abc'.split(/(?:)/), ''.split(/,/), 'a,b,c'.split(/,/, 2), 'test'.split(/(?:t)/));
console.log('aBc'.replace(/b/i, (match, offset, whole) => `${match}${offset}${whole}`), 'aaa'.replaceAll(/a/g, '$&$&'), 'x-y'.replace(/(?<l>\w)-(?<r>\w)/, '$<r>-$<l> $1$2$3$$'), 'abc'.replace(/(?<l>b)/, (...all) => JSON.stringify(all)));
for (const f of [() => 'a'.matchAll(/a/), () => 'a'.replaceAll(/a/, ''), () => 'a'.startsWith(/a/), () => RegExp.prototype.exec.call({}), () => RegExp.prototype.global, () => RegExp.prototype.source, () => RegExp.prototype.flags]) {
  try { console.log(f()); } catch (error) { console.log(error.name, error.message); }
}
class Own extends RegExp { exec(text) { const found = super.exec(text); if (found) found.extra = true; return found; } get flags() { return super.flags; } }
console.log(new Own('b', 'g')[Symbol.match]('abab'), 'abc'.replace(new Own('b'), 'X'), new Own('a').exec('a').extra, 'a1b2'.split(new Own('\\d')));
const sticky = /foo/y; console.log(sticky.test('foofoo'), sticky.lastIndex, sticky.test('foofoo'), sticky.test('foofoo'), sticky.lastIndex);
const all = 'a1b2'.matchAll(/[a-z](\d)/g); console.log(all, all.next().value, [...all].length, Object.prototype.toString.call(all), all[Symbol.toStringTag]);
console.log([/a/g, /b/], { r: /x/ }, Object.getOwnPropertyNames(/a/), Object.getOwnPropertyDescriptor(/a/, 'lastIndex'), /a/ instanceof RegExp, /a/.constructor === RegExp);
console.log(/\//.source, RegExp('\n').source, RegExp('[/]/').source, String(new RegExp('')), /a|b/.toString(), RegExp(/a/g) === RegExp(/a/g), new RegExp(/a/g, 'i').flags);
console.log('Ünïcödé ß'.match(/[à-ü]+/gi), 'Σσς'.match(/σ/giu), /\p{L}+/u.exec('héllo wörld')[0], '\ud83d\ude00!'.replace(/./gu, '<$&>'), /^\S+$/.test('a\u00a0'), 'a\u2028b'.match(/a$/m)?.[0]);
console.log(Buffer.from('68656c6c6f', 'hex').toString().replace(/l/g, 'L'), 'deadbeef'.match(/../g).map((pair) => parseInt(pair, 16)), Buffer.from('de ad'.replace(/\s/g, ''), 'hex'));
