/\d/g, /[a/\]b]c/u, /a[\w/]/, /=/, /b/dgimsy;
