// Date: every form of the constructor, parsing, printing, and V8's words.
const p = (f) => { try { console.log(f()) } catch (e) { console.log(String(e)) } };
const times = [0, -62198755200000, -1e14, 8.64e15, -8.64e15, 1577872800123, NaN, 1577836800000, 1577880000000, 8.64e15 + 1];
for (const time of times) {
  const date = new Date(time);
  p(() => [date.toLocaleString(), date.toLocaleDateString(), date.toLocaleTimeString('en-US'), String(date)]);
  p(() => [date.toDateString(), date.toTimeString(), date.toUTCString(), date.toJSON(), date]);
  p(() => [date.getYear(), date.getDay(), date.getUTCMonth(), date.getTimezoneOffset(), +date, `${date}`, date + 1]);
}
p(() => [new Date(2020, 0), new Date(99, 11, 31, 23, 59, 59, 999), new Date(2020, 13, -1), new Date(2020, 1.9, 3.9)]);
p(() => [new Date('2020'), new Date(new Date(5)), new Date(null), new Date(undefined), new Date(true), new Date({})]);
p(() => [Date.UTC(2020), Date.UTC(), Date.UTC(275760, 8, 13, 0, 0, 0, 1), Date.UTC(1e9), typeof Date(), Date.length]);
p(() => { const d = new Date(0); return [d.setFullYear(2020, 1, 29), d.setMonth(12), d.setHours(25, 61), d.setYear(70), d] });
p(() => { const d = new Date(NaN); return [d.setHours(1), d.setFullYear(2000), d.setMilliseconds('x'), d.setYear(99), d] });
p(() => Date.prototype[Symbol.toPrimitive].call(1, 'number'));
p(() => new Date(0)[Symbol.toPrimitive]('x'));
p(() => new Date(0)[Symbol.toPrimitive]({}));
p(() => new Date(0)[Symbol.toPrimitive]('number'));
p(() => Date.prototype.getDay.call(1));
p(() => Date.prototype.toISOString.call(1));
p(() => Date.prototype.toString.call({}));
p(() => Date.prototype.setDate.call({}));
p(() => Date.prototype.setUTCHours.call([]));
p(() => new Date(NaN).toISOString());
p(() => Date.prototype.toJSON.call({ toISOString: 1 }));
p(() => Date.prototype.toJSON.call(null));
p(() => new Date(1n));
p(() => new Date(Symbol()));
p(() => Object.getOwnPropertyNames(Date.prototype).filter((name) => name !== 'toTemporalInstant').join());
p(() => Object.getOwnPropertyNames(Date).join());
p(() => [Date.prototype.toGMTString === Date.prototype.toUTCString, Date.prototype[Symbol.toPrimitive].name]);
p(() => JSON.stringify({ at: new Date(1e12) }));
p(() => { const d = new Date(1e12); d.note = 'x'; return [d, [new Date(NaN)]] });
// Texts: what V8's parsers make of pieces put together.
const pieces = ['Jan', 'January', 'feb', '1', '2', '31', '32', '2020', '1999', '70', '49', '0099', '10:00', '10:00:00', '10:00:00.5',
  '24:00', '24:00:00', '12 PM', 'am', 'GMT', 'UTC', 'Z', '+0100', '-08', '+01:30', 'EST', '(foo)', '(', '-', '/', ',', '.', 'T', 'T10:00',
  'T10:00Z', '2020-01-02', '2020/01/02', '02-03-2020', 'Wed', 'Wednesday,', '+002020-01-01', '-000000', 'T24:00:00.000Z',
  'T10:00:00.1234567Z', '+0530', ':', '::30', ')', '1e3', 'GMT+0200', '2020-1-2', '2020-13-01', 'x', 'noon', '\u00a0', '1.2.2020', '12.30',
  '13:00 pm', '0:5', '60', '123456', '10:60'];
const gaps = ['', ' ', ' ', '  ', ','];
let state = 12345;
const pick = (list) => { state = (state * 1103515245 + 12345) & 0x7fffffff; return list[(state >> 8) % list.length] };
for (let i = 0; i < 3000; i++) {
  let text = pick(pieces);
  for (let more = pick([0, 1, 2, 3, 4]); more > 0; more--) text += pick(gaps) + pick(pieces);
  const time = Date.parse(text);
  if (!Number.isNaN(time) || i % 10 === 0) console.log(JSON.stringify(text), time);
}
