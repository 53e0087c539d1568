for (let
of of a);