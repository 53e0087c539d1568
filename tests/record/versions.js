// Prints the rows of src/engine/library/node/modules/process/versions.rs that a real Node answers for: node tests/record/versions.js
const skip=new Set(['node']);
console.log(`    (${process.versions.node.split('.')[0]}, ${process.release.lts?`Some("${process.release.lts}")`:'None'}, &[\n`+Object.entries(process.versions).filter(([k])=>!skip.has(k)).map(([k,v])=>`        ("${k}", "${v}"),`).join('\n')+'\n    ]),');
