// ends: thrown
throw { toString() { throw 1 }, get stack() { throw 2 }, get name() { throw 3 } };
