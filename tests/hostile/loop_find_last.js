// ends: any
Array(4e9).findLast(() => 0);
