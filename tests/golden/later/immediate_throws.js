setImmediate(() => { throw new Error('imm'); });
