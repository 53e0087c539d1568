// ends: any
'ab '.repeat(400000).replace(/\w+/g, (m) => m.toUpperCase()).length;
