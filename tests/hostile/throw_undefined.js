// ends: thrown
throw undefined;
