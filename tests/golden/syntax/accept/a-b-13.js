a
`b`