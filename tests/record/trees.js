// Records the trees that Node's own copy of acorn builds of the texts in tests/golden/syntax/accept, in the words of
// tests/syntax_tree.rs. Texts that acorn rejects though V8 accepts them are left out:
//   node --expose-internals tests/record/trees.js
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const acorn = require('internal/deps/acorn/acorn/dist/acorn');
const folder = path.join(__dirname, '..', 'golden', 'syntax');
const options = { ecmaVersion: 'latest', preserveParens: true, allowReturnOutsideFunction: true, allowHashBang: true };

// What is printed of each kind of node, in order. `:` prints a word, `?` a word if true, `*` a list.
const fields = {
  ArrayExpression: '*elements', ArrayPattern: '*elements', ArrowFunctionExpression: '*params body',
  AssignmentExpression: 'left :operator right', AssignmentPattern: 'left right', AwaitExpression: 'argument',
  BinaryExpression: 'left :operator right', BlockStatement: '*body', BreakStatement: 'label',
  CallExpression: 'callee ?optional *arguments', CatchClause: 'param body', ChainExpression: 'expression',
  ClassBody: '*body', ClassDeclaration: 'id superClass body', ClassExpression: 'id superClass body',
  ConditionalExpression: 'test consequent alternate', ContinueStatement: 'label', DebuggerStatement: '',
  DoWhileStatement: 'body test', EmptyStatement: '', ExpressionStatement: 'expression',
  ForInStatement: 'left right body', ForOfStatement: 'left right body', ForStatement: 'init test update body',
  FunctionDeclaration: 'id *params body', FunctionExpression: 'id *params body', IfStatement: 'test consequent alternate',
  LabeledStatement: 'label body', LogicalExpression: 'left :operator right', MemberExpression: 'object ?optional ?computed property',
  MethodDefinition: '?static :kind ?computed key value', NewExpression: 'callee *arguments',
  ObjectExpression: '*properties', ObjectPattern: '*properties', ParenthesizedExpression: 'expression',
  PropertyDefinition: '?static ?computed key value', RestElement: 'argument', ReturnStatement: 'argument',
  SequenceExpression: '*expressions', SpreadElement: 'argument', StaticBlock: '*body', Super: '',
  SwitchCase: 'test *consequent', SwitchStatement: 'discriminant *cases', TaggedTemplateExpression: 'tag quasi',
  TemplateLiteral: '*quasis *expressions', ThisExpression: '', ThrowStatement: 'argument',
  TryStatement: 'block handler finalizer', UnaryExpression: ':operator argument', VariableDeclaration: ':kind *declarations',
  VariableDeclarator: 'id init', UpdateExpression: '?prefix :operator argument', WhileStatement: 'test body',
};
// Nodes that slabscope's tree has no place of its own for.
const placeless = new Set([
  'AssignmentPattern', 'CatchClause', 'ClassBody', 'IfStatement', 'MethodDefinition', 'PropertyDefinition', 'RestElement',
  'SpreadElement', 'StaticBlock', 'SwitchCase', 'VariableDeclaration', 'VariableDeclarator', 'ArrayPattern', 'ObjectPattern',
]);

const text = (string) => {
  const unit = (c) => (/[ -!#-[\]-~]/.test(c) ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${string.split('').map(unit).join('')}"`;
};
const bits = (number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};
const literal = (node) => {
  if (node.regex) return `/${text(node.regex.pattern)}/${node.regex.flags}`;
  if (node.bigint != null) return node.raw.replaceAll('_', '').toLowerCase();
  // acorn rounds long hexadecimal numbers badly; V8 does not.
  if (typeof node.value === 'number') return bits((0, eval)(node.raw));
  return typeof node.value === 'string' ? text(node.value) : String(node.value);
};

const show = (node, method = false, inPattern = false) => {
  if (node == null) return '-';
  const place = placeless.has(node.type) || method ? '' : `@${node.start}-${node.end}`;
  switch (node.type) {
    case 'Literal': return literal(node) + place;
    case 'Identifier': return node.name + place;
    case 'MetaProperty': return `(MetaProperty${place} ${node.meta.name}.${node.property.name})`;
    case 'PrivateIdentifier': return `#${node.name}`;
    case 'TemplateElement': return node.value.cooked == null ? `raw ${text(node.value.raw)}` : text(node.value.cooked);
    case 'Property': {
      const kind = inPattern ? '' : `${node.method ? 'method' : node.shorthand ? 'shorthand' : node.kind} `;
      const key = node.computed ? `[${show(node.key)}]` : name(node.key);
      return `(Property ${kind}${key} ${show(inPattern ? target(node.value) : node.value, node.method || node.kind !== 'init')})`;
    }
  }
  // slabscope keeps a class's constructor apart from its members.
  if (node.type === 'ClassBody') node.body.sort((a, b) => (b.kind === 'constructor') - (a.kind === 'constructor'));
  const isPattern = /Pattern$|RestElement/.test(node.type);
  const parts = fields[node.type].split(' ').filter(Boolean).map((field) => {
    const value = node[field.replace(/^\W/, '')];
    if (field[0] === ':') return value;
    if (field[0] === '?') return value ? field.slice(1) : '';
    if (field[0] === '*') {
      const items = value.map((item) => show(isPattern ? target(item) : item, false, isPattern));
      return `[${items.join(' ')}]`;
    }
    if (field === 'key') return node.computed ? show(value) : name(value);
    if (field === 'property') return node.computed ? show(value) : name(value);
    if (field === 'body' && /Function/.test(node.type) && !node.expression) return `[${value.body.map((item) => show(item)).join(' ')}]`;
    if (isPattern && field !== 'right') return show(target(value));
    const isTarget = /^(Assign|For)/.test(node.type) && field === 'left';
    const isReference = isTarget || (field === 'argument' && node.type === 'UpdateExpression');
    return show(isReference ? bare(value) : value, node.type === 'MethodDefinition' && field === 'value');
  });
  return `(${[node.type + place, ...parts].filter((part) => part !== '').join(' ')})`;
};
const name = (key) => {
  if (key.type === 'Identifier') return key.name;
  if (key.type !== 'Literal') return show(key);
  const isIndex = /^(0|[1-9]\d*)$/.test(key.value);
  return typeof key.value !== 'string' ? literal(key) : isIndex ? `[${show(key)}]` : key.value;
};
// Parentheses around a target say nothing; those around a name in a pattern stay in its place.
const target = (node) => (node && bare(node).type === 'Identifier' ? { ...bare(node), start: node.start, end: node.end } : node && bare(node));
const bare = (node) => (node.type === 'ParenthesizedExpression' ? bare(node.expression) : node);

const lines = [];
for (const file of fs.readdirSync(path.join(folder, 'accept')).sort()) {
  const source = fs.readFileSync(path.join(folder, 'accept', file), 'utf8');
  if (!file.endsWith('.js') || /[^\0-\x7f]/.test(source)) continue;
  let tree;
  try {
    tree = acorn.parse(source, options);
  } catch {
    continue;
  }
  lines.push(`${file} ${tree.body.map((statement) => show(statement)).join(' ')}\n`);
}
fs.writeFileSync(path.join(folder, 'trees.txt'), lines.join(''));
